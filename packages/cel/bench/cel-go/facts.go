package main

// What the helper functions answer from, the same in every engine.
type facts struct {
	Profiles           map[string]profileLists
	APIServerAddresses []string
	PrivateAddresses   []string
	Mounts             map[string][]string
	HookVariables      map[uint64]string
}

type profileLists struct {
	Execs        []execEntry
	Opens        []openEntry
	OpenSuffixes []string
	Syscalls     []string
	Capabilities []string
	Addresses    []string
	Domains      []string
}

type execEntry struct {
	Path string
	Args []string
}

type openEntry struct {
	Path  string
	Flags []string
}

type set map[string]struct{}

func setOf(values []string) set {
	made := set{}
	for _, value := range values {
		made[value] = struct{}{}
	}
	return made
}

func (s set) has(value string) bool {
	_, ok := s[value]
	return ok
}

type profile struct {
	// The argument vectors by path.
	execs map[string][][]string
	// The flags by path.
	opens        map[string]set
	openSuffixes set
	syscalls     set
	capabilities set
	addresses    set
	domains      set
}

func profileOf(lists profileLists) *profile {
	made := &profile{
		execs:        map[string][][]string{},
		opens:        map[string]set{},
		openSuffixes: setOf(lists.OpenSuffixes),
		syscalls:     setOf(lists.Syscalls),
		capabilities: setOf(lists.Capabilities),
		addresses:    setOf(lists.Addresses),
		domains:      setOf(lists.Domains),
	}
	for _, entry := range lists.Execs {
		made.execs[entry.Path] = append(made.execs[entry.Path], entry.Args)
	}
	for _, entry := range lists.Opens {
		made.opens[entry.Path] = setOf(entry.Flags)
	}
	return made
}
