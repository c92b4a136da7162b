/* SPDX-License-Identifier: Apache-2.0 */
/* Tries to load kernel modules. Every call fails (the images are none a kernel accepts): the attempt counts. */
#include "act.h"
#include "module_image.h"
#include "place.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* `module` is NULL where nothing names the module. */
static void tried(const char *call, long returned, const char *module)
{
	act__begin("kmod");
	act__error(returned);
	act__text("syscallName", call);
	if (module)
		act__text("module", module);
	act__end();
}

static void do_init_module(long i)
{
	(void)i;
	tried("init_module", syscall(SYS_init_module, &module_image, sizeof(module_image), ""), "rulelib_probe");
}

/* With what a kernel module's image never is: junk, nothing, a bad address, sections that point outside. */
static void do_junk(long i)
{
	static char junk[64 * 1024];
	struct module_image broken = module_image;

	memset(junk, 'j' + i % 10, sizeof(junk));
	tried("init_module", syscall(SYS_init_module, junk, sizeof(junk), ""), NULL);
	tried("init_module", syscall(SYS_init_module, junk, 0, ""), NULL);
	tried("init_module", syscall(SYS_init_module, NULL, 4096, NULL), NULL);
	tried("init_module", syscall(SYS_init_module, &module_image, 70, ""), NULL);
	broken.header.e_shoff = ~0ULL - 8;
	tried("init_module", syscall(SYS_init_module, &broken, sizeof(broken), ""), NULL);
	broken = module_image;
	broken.header.e_shnum = 0xffff;
	broken.sections[1].sh_offset = 1ULL << 60;
	broken.sections[1].sh_size = ~0ULL;
	tried("init_module", syscall(SYS_init_module, &broken, sizeof(broken), ""), NULL);
}

static void write_image(int file)
{
	if (write(file, &module_image, sizeof(module_image)) != sizeof(module_image))
		act__die("write the image");
}

static void do_finit_module(long i)
{
	char *path = place__absolute(place__format("module-%ld.ko", i));
	int file = act__must(open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644), "make the module's file");

	write_image(file);
	tried("finit_module", syscall(SYS_finit_module, file, "", 0), path);
	close(file);
}

static void do_memfd(long i)
{
	int file = act__must(memfd_create("rulelib-module", MFD_CLOEXEC), "make a memfd");

	(void)i;
	write_image(file);
	tried("finit_module", syscall(SYS_finit_module, file, "", 0), "memfd:rulelib-module");
	close(file);
}

static void do_bad_fd(long i)
{
	(void)i;
	tried("finit_module", syscall(SYS_finit_module, -1, "", 0), NULL);
}

static const struct act acts[] = {
	{ "init-module", do_init_module, false },
	{ "junk", do_junk, false },
	{ "finit-module", do_finit_module, false },
	{ "memfd", do_memfd, false },
	{ "bad-fd", do_bad_fd, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return act__main(argc, argv, acts);
}
