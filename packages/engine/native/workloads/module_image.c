/* SPDX-License-Identifier: Apache-2.0 */
#include "module_image.h"

#include <stddef.h>

enum { MODINFO_NAME = 1, NAMES_NAME = 10 };

const struct module_image module_image = {
	.header = {
		.e_ident = { ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB, EV_CURRENT },
		.e_type = ET_REL,
#ifdef __x86_64__
		.e_machine = EM_X86_64,
#else
		.e_machine = EM_AARCH64,
#endif
		.e_version = EV_CURRENT,
		.e_shoff = offsetof(struct module_image, sections),
		.e_ehsize = sizeof(Elf64_Ehdr),
		.e_shentsize = sizeof(Elf64_Shdr),
		.e_shnum = 3,
		.e_shstrndx = 2,
	},
	.modinfo = "license=GPL\0name=rulelib_probe\0vermagic=0",
	.names = "\0.modinfo\0.shstrtab",
	.sections = {
		{ 0 },
		{
			.sh_name = MODINFO_NAME,
			.sh_type = SHT_PROGBITS,
			.sh_flags = SHF_ALLOC,
			.sh_offset = offsetof(struct module_image, modinfo),
			.sh_size = sizeof("license=GPL\0name=rulelib_probe\0vermagic=0"),
			.sh_addralign = 1,
		},
		{
			.sh_name = NAMES_NAME,
			.sh_type = SHT_STRTAB,
			.sh_offset = offsetof(struct module_image, names),
			.sh_size = sizeof("\0.modinfo\0.shstrtab"),
			.sh_addralign = 1,
		},
	},
};
