/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
#include "syscall.bpf.h"

#define MODULE_SECTIONS 128
#define MODINFO 0x6f666e69646f6d2eULL /* ".modinfo", read as a number: little endian, as both architectures are */

/* The parts of a 64-bit ELF image that lead to .modinfo; System V ABI, chapter 4. */
struct elf_header {
	__u8 ident[16];
	__u16 type, machine;
	__u32 version;
	__u64 entry, phoff, shoff;
	__u32 flags;
	__u16 ehsize, phentsize, phnum, shentsize, shnum, shstrndx;
};

struct elf_section {
	__u32 name, type;
	__u64 flags, addr, offset, size;
	__u32 link, info;
	__u64 addralign, entsize;
};

static __always_inline void kmod__add_modinfo(struct scratch *s, __u64 image)
{
	struct elf_section section, names;
	struct elf_header header;
	__u64 name[2] = {};
	__u32 bytes = 0;

	if (bpf_probe_read_user(&header, sizeof(header), (void *)image) || header.ident[0] != 0x7f ||
	    bpf_probe_read_user(&names, sizeof(names), (void *)(image + header.shoff + header.shstrndx * sizeof(names))))
		goto out;
#pragma clang loop unroll(disable)
	for (__u32 i = 0; i < MODULE_SECTIONS; i++) {
		if (i >= header.shnum ||
		    bpf_probe_read_user(&section, sizeof(section), (void *)(image + header.shoff + i * sizeof(section))))
			break;
		if (bpf_probe_read_user_str(name, sizeof(name), (void *)(image + names.offset + section.name)) != 9 ||
		    name[0] != MODINFO)
			continue;
		bytes = section.size < PATH_BYTES ? section.size : PATH_BYTES;
		if (bpf_probe_read_user(s->text, bytes & (2 * PATH_BYTES - 1), (void *)(image + section.offset)))
			bytes = 0;
		break;
	}
out:
	scratch__close_text(s, bytes);
}

SEC("tp_btf/sys_exit")
int init_module(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct scratch *s = syscall__begin(&call, EVENT_KMOD, true);

	if (!s)
		return 0;
	kmod__add_modinfo(s, SYSCALL_ARG(&call, 0));
	syscall__add_exe(s);
	FINISH(ctx, s, sys_exit);
}

SEC("tp_btf/sys_exit")
int finit_module(__u64 *ctx)
{
	struct syscall call = syscall__of(ctx);
	struct scratch *s = syscall__begin(&call, EVENT_KMOD, true);

	if (!s)
		return 0;
	s->event.number[0] = 1;
	scratch__close_text(s, 0);
	syscall__add_exe(s);
	scratch__add_file(s, syscall__file(SYSCALL_ARG(&call, 0)));
	FINISH(ctx, s, sys_exit);
}
