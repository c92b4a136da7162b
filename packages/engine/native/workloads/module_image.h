/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RULELIB_MODULE_IMAGE_H
#define RULELIB_MODULE_IMAGE_H

#include <elf.h>

/*
 * The smallest image that names itself: an ELF64 file with a .modinfo section that says name=rulelib_probe. It lacks
 * .gnu.linkonce.this_module, so that no kernel ever accepts it.
 */
struct module_image {
	Elf64_Ehdr header;
	char modinfo[64];
	char names[32];
	Elf64_Shdr sections[3];
};

extern const struct module_image module_image;

#endif
