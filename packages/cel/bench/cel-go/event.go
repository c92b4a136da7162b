package main

// Event has the fields that the rules read. Types and fields are exported for cel-go, which finds them by reflection.
type Event struct {
	EventType     string   `json:"eventType" cel:"eventType"`
	ContainerID   string   `json:"containerId" cel:"containerId"`
	ContainerName string   `json:"containerName" cel:"containerName"`
	Namespace     string   `json:"namespace" cel:"namespace"`
	PodName       string   `json:"podName" cel:"podName"`
	Comm          string   `json:"comm" cel:"comm"`
	Pcomm         string   `json:"pcomm" cel:"pcomm"`
	Pid           uint64   `json:"pid" cel:"pid"`
	Exepath       string   `json:"exepath" cel:"exepath"`
	Args          []string `json:"args" cel:"args"`
	Cwd           string   `json:"cwd" cel:"cwd"`
	Upperlayer    bool     `json:"upperlayer" cel:"upperlayer"`
	Pupperlayer   bool     `json:"pupperlayer" cel:"pupperlayer"`
	Path          string   `json:"path" cel:"path"`
	Flags         []string `json:"flags" cel:"flags"`
	FlagsRaw      int64    `json:"flagsRaw" cel:"flagsRaw"`
	SyscallName   string   `json:"syscallName" cel:"syscallName"`
	CapName       string   `json:"capName" cel:"capName"`
	Name          string   `json:"name" cel:"name"`
	DstIP         string   `json:"dstIp" cel:"dstIp"`
	DstAddr       string   `json:"dstAddr" cel:"dstAddr"`
	DstPort       int64    `json:"dstPort" cel:"dstPort"`
	SrcPort       int64    `json:"srcPort" cel:"srcPort"`
	PktType       string   `json:"pktType" cel:"pktType"`
	Proto         string   `json:"proto" cel:"proto"`
	Cmd           uint64   `json:"cmd" cel:"cmd"`
	OldPath       string   `json:"oldPath" cel:"oldPath"`
	Kind          string   `json:"Kind" cel:"Kind"`
	Operation     string   `json:"Operation" cel:"Operation"`
}
