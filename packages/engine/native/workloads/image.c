/* SPDX-License-Identifier: Apache-2.0 */
#include "act.h"
#include "image.h"
#include "place.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

char *image__self(void)
{
	return realpath("/proc/self/exe", NULL);
}

void image__execute(const struct image *image)
{
	char *environment[8] = { place__format("RULELIB_ACT=%s", act__name()), "PATH=/usr/bin:/bin" };

	for (int i = 0; image->variables && image->variables[i]; i++)
		environment[i + 2] = image->variables[i];
	syscall(SYS_execveat, image->folder, image->path, image->args, environment, image->flags);
}

void image__become(const struct image *image)
{
	image__execute(image);
	act__die("execute itself");
}

void image__become_path(const char *path, char **args)
{
	char *environment[] = { place__format("RULELIB_ACT=%s", act__name()), NULL };

	syscall(SYS_execve, path, args, environment);
	act__die("execute itself");
}

/* tty_nr of /proc/self/stat, which stands fifth behind the name's closing bracket. */
static unsigned int controlling_terminal(void)
{
	char text[1024] = { 0 };
	int stat = act__must(open("/proc/self/stat", O_RDONLY | O_CLOEXEC), "open /proc/self/stat");
	unsigned int terminal = 0;

	act__must(read(stat, text, sizeof(text) - 1), "read /proc/self/stat");
	close(stat);
	sscanf(strrchr(text, ')') + 1, " %*c %*d %*d %*d %u", &terminal);
	return terminal;
}

static void say_variable(const char *name)
{
	if (getenv(name))
		act__text(name, getenv(name));
}

/* The image that came out. */
static int say_self(char **argv)
{
	unsigned int terminal = controlling_terminal();

	act__begin("exec");
	act__list("args", argv);
	act__truth("hasTty", terminal != 0);
	act__number("tty", terminal);
	/* The kernel's new_encode_dev(): not the layout of C's dev_t. */
	act__number("ttyMajor", (terminal >> 8) & 0xfff);
	act__number("ttyMinor", (terminal & 0xff) | ((terminal >> 12) & 0xfff00));
	say_variable("LD_PRELOAD");
	say_variable("LD_LIBRARY_PATH");
	act__end();
	return 0;
}

int image__main(int argc, char **argv, const struct act *acts)
{
	return getenv("RULELIB_ACT") ? say_self(argv) : act__main(argc, argv, acts);
}
