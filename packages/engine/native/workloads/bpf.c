/* SPDX-License-Identifier: Apache-2.0 */
/* Calls bpf(2). */
#include "act.h"

#include <linux/bpf.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static long called(unsigned int command, void *attributes, unsigned int size)
{
	long returned = syscall(SYS_bpf, command, attributes, size);

	act__begin("bpf");
	act__error(returned);
	act__number("cmd", command);
	act__number("attrSize", size);
	act__end();
	return returned;
}

static void do_prog_load(long i)
{
	const struct bpf_insn program[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = 0 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr attributes = {
		.prog_type = BPF_PROG_TYPE_SOCKET_FILTER,
		.insn_cnt = sizeof(program) / sizeof(*program),
		.insns = (uintptr_t)program,
		.license = (uintptr_t) "Dual BSD/GPL",
	};

	(void)i;
	close(act__must(called(BPF_PROG_LOAD, &attributes, sizeof(attributes)), "load a program"));
}

static void do_map_create(long i)
{
	union bpf_attr attributes = { .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1 };

	(void)i;
	close(act__must(called(BPF_MAP_CREATE, &attributes, 20), "create a map"));
}

/* An attempt counts. */
static void do_failing(long i)
{
	static char large[8192];
	union bpf_attr empty;

	(void)i;
	memset(&empty, 0, sizeof(empty));
	called(BPF_PROG_LOAD, &empty, sizeof(empty));	/* EINVAL or EFAULT */
	called(BPF_PROG_LOAD, NULL, 48);		/* EFAULT */
	called(999, &empty, 16);			/* EINVAL */
	memset(large, 1, sizeof(large));
	called(BPF_PROG_LOAD, large, sizeof(large));	/* E2BIG */
	called(BPF_PROG_LOAD, large, 0xffffffff);
}

static const struct act acts[] = {
	{ "prog-load", do_prog_load, false },
	{ "map-create", do_map_create, false },
	{ "failing", do_failing, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
