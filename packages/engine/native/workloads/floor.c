/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hangs a program that does nothing on the end of every system call, says so, and takes it off when standard input ends:
 * the least that any collector with such a hook can cost.
 */
#include "act.h"

#include <linux/bpf.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

static void do_sys_exit(long i)
{
	const struct bpf_insn nothing[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = 0 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr program = {
		.prog_type = BPF_PROG_TYPE_RAW_TRACEPOINT,
		.insn_cnt = sizeof(nothing) / sizeof(*nothing),
		.insns = (uintptr_t)nothing,
		.license = (uintptr_t) "Dual BSD/GPL",
	};
	union bpf_attr hook = { .raw_tracepoint.name = (uintptr_t) "sys_exit" };
	char byte;

	(void)i;
	hook.raw_tracepoint.prog_fd = act__must(syscall(SYS_bpf, BPF_PROG_LOAD, &program, sizeof(program)), "load a program");
	act__must(syscall(SYS_bpf, BPF_RAW_TRACEPOINT_OPEN, &hook, sizeof(hook)), "attach to sys_exit");
	act__begin("none");
	act__end();
	while (read(STDIN_FILENO, &byte, 1) > 0)
		;
}

static const struct act acts[] = { { "sys-exit", do_sys_exit, false }, { 0 } };

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
