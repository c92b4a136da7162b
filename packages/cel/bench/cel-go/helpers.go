package main

import (
	"reflect"
	"slices"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/common/types/traits"
	"cel.dev/cel-go/ext"
)

// newEnv declares events as cel-go takes objects of a Go program: as a native type, its fields by their tags.
func newEnv(given facts) (*cel.Env, error) {
	eventType := reflect.TypeFor[Event]()
	event := cel.ObjectType(eventType.String())
	options := []cel.EnvOption{
		ext.NativeTypes(eventType, ext.ParseStructTags(true)),
		cel.Variable("event", event),
		cel.Variable("http", event),
		cel.Variable("eventType", cel.StringType),
		ext.Strings(),
	}
	return cel.NewEnv(append(options, helpers(given)...)...)
}

var stringList = cel.ListType(cel.StringType)

func helpers(given facts) []cel.EnvOption {
	profiles := map[string]*profile{}
	for container, lists := range given.Profiles {
		profiles[container] = profileOf(lists)
	}
	ofProfile := func(name string, holds func(*profile, string) bool) cel.EnvOption {
		return binary(name, func(container, value string) bool {
			found, ok := profiles[container]
			return ok && holds(found, value)
		})
	}
	// Of a path and a list.
	ofProfileWithList := func(name string, holds func(*profile, string, traits.Lister) bool) cel.EnvOption {
		params := []*cel.Type{cel.StringType, cel.StringType, stringList}
		return function(name, params, cel.BoolType, func(args ...ref.Val) ref.Val {
			found, ok := profiles[string(args[0].(types.String))]
			return types.Bool(ok && holds(found, string(args[1].(types.String)), args[2].(traits.Lister)))
		})
	}
	apiServer, private := setOf(given.APIServerAddresses), setOf(given.PrivateAddresses)
	return []cel.EnvOption{
		ofProfile("ap.was_executed", func(p *profile, path string) bool { _, ok := p.execs[path]; return ok }),
		ofProfileWithList("ap.was_executed_with_args", (*profile).wasExecutedWith),
		ofProfile("ap.was_path_opened", func(p *profile, path string) bool { _, ok := p.opens[path]; return ok }),
		ofProfileWithList("ap.was_path_opened_with_flags", (*profile).wasOpenedWith),
		ofProfile("ap.was_path_opened_with_suffix", func(p *profile, end string) bool { return p.openSuffixes.has(end) }),
		ofProfile("ap.was_syscall_used", func(p *profile, name string) bool { return p.syscalls.has(name) }),
		ofProfile("ap.was_capability_used", func(p *profile, name string) bool { return p.capabilities.has(name) }),
		ofProfile("nn.was_address_in_egress", func(p *profile, address string) bool { return p.addresses.has(address) }),
		ofProfile("nn.is_domain_in_egress", func(p *profile, name string) bool { return p.domains.has(name) }),
		unary("k8s.is_api_server_address", apiServer.has),
		unary("net.is_private_ip", private.has),
		function("k8s.get_container_mount_paths", []*cel.Type{cel.StringType, cel.StringType, cel.StringType}, stringList,
			func(args ...ref.Val) ref.Val {
				return types.NewStringList(types.DefaultTypeAdapter, given.Mounts[string(args[2].(types.String))])
			}),
		function("parse.get_exec_path", []*cel.Type{stringList, cel.StringType, cel.StringType}, cel.StringType, execPath),
		cel.Function("process.get_ld_hook_var", cel.Overload("process.get_ld_hook_var", []*cel.Type{cel.UintType},
			cel.StringType, cel.UnaryBinding(func(pid ref.Val) ref.Val {
				return types.String(given.HookVariables[uint64(pid.(types.Uint))])
			}))),
	}
}

func (p *profile) wasExecutedWith(path string, args traits.Lister) bool {
	return slices.ContainsFunc(p.execs[path], func(known []string) bool {
		if types.Int(len(known)) != args.Size() {
			return false
		}
		for i, arg := range known {
			if args.Get(types.Int(i)) != types.String(arg) {
				return false
			}
		}
		return true
	})
}

func (p *profile) wasOpenedWith(path string, flags traits.Lister) bool {
	known, ok := p.opens[path]
	if !ok {
		return false
	}
	for i := types.Int(0); i < flags.Size().(types.Int); i++ {
		if !known.has(string(flags.Get(i).(types.String))) {
			return false
		}
	}
	return true
}

func execPath(args ...ref.Val) ref.Val {
	if args[2] != types.String("") {
		return args[2]
	}
	if list := args[0].(traits.Lister); list.Size() != types.IntZero && list.Get(types.IntZero) != types.String("") {
		return list.Get(types.IntZero)
	}
	return args[1]
}

func unary(name string, holds func(string) bool) cel.EnvOption {
	return cel.Function(name, cel.Overload(name, []*cel.Type{cel.StringType}, cel.BoolType,
		cel.UnaryBinding(func(value ref.Val) ref.Val { return types.Bool(holds(string(value.(types.String)))) })))
}

func binary(name string, holds func(string, string) bool) cel.EnvOption {
	return cel.Function(name, cel.Overload(name, []*cel.Type{cel.StringType, cel.StringType}, cel.BoolType,
		cel.BinaryBinding(func(first, second ref.Val) ref.Val {
			return types.Bool(holds(string(first.(types.String)), string(second.(types.String))))
		})))
}

func function(name string, params []*cel.Type, result *cel.Type, call func(...ref.Val) ref.Val) cel.EnvOption {
	return cel.Function(name, cel.Overload(name, params, result, cel.FunctionBinding(call)))
}
