/* SPDX-License-Identifier: Apache-2.0 */
/* Executes itself where little is as usual: no file, odd arguments, deep folders, another user, a terminal. */
#include "act.h"
#include "image.h"
#include "place.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

/* Executes by a descriptor that has no name in the file system. */
static void become_memfd(long i)
{
	char *args[] = { "fileless", place__format("%ld", i), NULL };
	int to = act__must(memfd_create("rulelib-memfd", MFD_CLOEXEC), "make a memfd");
	int from = act__must(open("/proc/self/exe", O_RDONLY | O_CLOEXEC), "open the program");

	while (act__must(sendfile(to, from, NULL, 1 << 30), "copy the program"))
		;
	image__become(&(struct image){ .folder = to, .path = "", .args = args, .flags = AT_EMPTY_PATH });
}

static void do_memfd(long i)
{
	act__in_child(become_memfd, i);
}

/* The same by a path: /proc/self/fd/<n>, as fexecve(3) falls back to. */
static void become_proc_fd(long i)
{
	char *args[] = { "fileless", place__format("%ld", i), NULL };
	int to = act__must(memfd_create("rulelib-proc-fd", 0), "make a memfd");
	int from = act__must(open("/proc/self/exe", O_RDONLY | O_CLOEXEC), "open the program");

	while (act__must(sendfile(to, from, NULL, 1 << 30), "copy the program"))
		;
	image__become_path(place__format("/proc/self/fd/%d", to), args);
}

static void do_proc_fd(long i)
{
	act__in_child(become_proc_fd, i);
}

static void become_deleted(long i)
{
	char *args[] = { "deleted", NULL }, *copy = place__format("deleted-%ld", i);
	int file;

	place__copy_of_self(copy);
	file = act__must(open(copy, O_PATH | O_CLOEXEC), "open the copy");
	act__must(unlink(copy), "remove the copy");
	image__become(&(struct image){ .folder = file, .path = "", .args = args, .flags = AT_EMPTY_PATH });
}

static void do_deleted(long i)
{
	act__in_child(become_deleted, i);
}

/* 1000 arguments, 100,000 bytes with their final zeros. */
static void become_many_args(long i)
{
	enum { COUNT = 1000 };
	char *args[COUNT + 1];

	for (long n = 0; n < COUNT; n++)
		args[n] = place__format("%099ld", i + n);
	args[COUNT] = NULL;
	image__become_path(image__self(), args);
}

static void do_args(long i)
{
	act__in_child(become_many_args, i);
}

/* MAX_ARG_STRLEN is 131072 with the final zero. */
static void become_long_arg(long i)
{
	static char longest[131072];
	char *args[] = { "long", longest, "after", NULL };

	memset(longest, 'a' + i % 26, sizeof(longest) - 1);
	image__become_path(image__self(), args);
}

static void do_long_arg(long i)
{
	act__in_child(become_long_arg, i);
}

/* Since 5.18 the kernel puts "" where there is no argv[0]. */
static void become_no_args(long i)
{
	char *args[] = { NULL };

	(void)i;
	image__become_path(image__self(), args);
}

static void do_no_args(long i)
{
	act__in_child(become_no_args, i);
}

static void become_bytes(long i)
{
	char *args[] = { "\xff\xfe", "two\nlines\t\x01", "cut \xe2\x82", "\xf0\x9f\x90\xa7 \"quoted\" \\", "\xed\xa0\x80",
			 place__format("%ld", i), NULL };

	image__become_path(image__self(), args);
}

static void do_bytes(long i)
{
	act__in_child(become_bytes, i);
}

static void become_with_variables(long i)
{
	char *args[] = { "variables", place__format("%ld", i), NULL };
	char *variables[] = { "LD_PRELOAD=/rulelib/hook.so", "LD_LIBRARY_PATH=", "NOT_LD_AUDIT=no", "SECRET=no", NULL };

	image__become(&(struct image){ .folder = AT_FDCWD, .path = image__self(), .args = args, .variables = variables });
}

static void do_variables(long i)
{
	act__in_child(become_with_variables, i);
}

static void become_other_user(long i)
{
	char *args[] = { "other user", place__format("%ld", i), NULL };

	act__must(setresgid(12345, 12345, 12345), "change the group");
	act__must(setresuid(23456, 23456, 23456), "change the user");
	/* No permission on the way to the program needed: the descriptor was opened before. */
	image__become(&(struct image){ .folder = 99, .path = "", .args = args, .flags = AT_EMPTY_PATH });
}

static void do_user(long i)
{
	act__must(dup2(act__must(open(image__self(), O_PATH), "open the program"), 99), "copy a descriptor");
	act__in_child(become_other_user, i);
	close(99);
}

/* With a controlling terminal. */
static void become_on_terminal(long i)
{
	char *args[] = { "terminal", place__format("%ld", i), NULL };
	int terminal = act__must(posix_openpt(O_RDWR), "open a terminal");

	act__must(grantpt(terminal), "grant a terminal");
	act__must(unlockpt(terminal), "unlock a terminal");
	act__must(setsid(), "start a session");
	terminal = act__must(open(ptsname(terminal), O_RDWR), "open a terminal");
	act__must(ioctl(terminal, TIOCSCTTY, 0), "take a terminal");
	image__become_path(image__self(), args);
}

static void do_terminal(long i)
{
	act__in_child(become_on_terminal, i);
}

static const char *deep_path;

static void become_deep(long i)
{
	char *args[] = { "deep", NULL };

	image__become(&(struct image){ .folder = i, .path = deep_path, .args = args, .flags = *deep_path ? 0 : AT_EMPTY_PATH });
}

static void execute_deepest(int folder, const char *last, const char *path)
{
	int file;

	place__copy_of_self("copy-for-the-deep");
	act__must(renameat(AT_FDCWD, "copy-for-the-deep", folder, last), "move the copy");
	file = act__must(openat(folder, last, O_PATH | O_CLOEXEC), "open the copy");
	deep_path = strlen(path) < 4096 ? path : "";
	act__in_child(become_deep, *deep_path ? AT_FDCWD : file);
	close(file);
	act__must(unlinkat(folder, last, 0), "remove the copy");
}

static void do_deep(long i)
{
	(void)i;
	place__deep(4095, "deep-executable", execute_deepest);
}

/* The kernel's own d_path() cannot say this one: no exepath on the line. */
static void do_deeper(long i)
{
	(void)i;
	place__deep(4096, "deeper-executable", execute_deepest);
}

static const struct act acts[] = {
	{ "memfd", do_memfd, false },
	{ "proc-fd", do_proc_fd, false },
	{ "deleted", do_deleted, false },
	{ "args", do_args, false },
	{ "long-arg", do_long_arg, false },
	{ "no-args", do_no_args, false },
	{ "bytes", do_bytes, false },
	{ "variables", do_variables, false },
	{ "user", do_user, false },
	{ "terminal", do_terminal, false },
	{ "deep", do_deep, false },
	{ "deeper", do_deeper, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return image__main(argc, argv, acts);
}
