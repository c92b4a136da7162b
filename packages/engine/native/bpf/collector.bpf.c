/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* All programs, as one object: they share maps, and one object needs no linking tool. */
#include "exec.bpf.c"
#include "fork.bpf.c"
#include "exit.bpf.c"
#include "open.bpf.c"
#include "symlink.bpf.c"
#include "hardlink.bpf.c"
#include "ptrace.bpf.c"
#include "unshare.bpf.c"
#include "bpf.bpf.c"
#include "kmod.bpf.c"
#include "connections.bpf.c"
#include "packets.bpf.c"
#include "sys_exit.bpf.c"
#include "processes.bpf.c"
#include "capabilities.bpf.c"
#include "iouring.bpf.c"
#include "randomx.bpf.c"

char LICENSE[] SEC("license") = "Dual BSD/GPL";
