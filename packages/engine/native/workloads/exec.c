/* SPDX-License-Identifier: Apache-2.0 */
/* Executes itself by every system call and by every kind of name that leads to it. */
#include "act.h"
#include "image.h"
#include "place.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static void become_plain(long i)
{
	char *args[] = { "plain", place__format("%ld", i), "", "last argument", NULL };

	image__become_path(image__self(), args);
}

static void do_plain(long i)
{
	act__in_child(become_plain, i);
}

static void become_empty_path(long i)
{
	char *args[] = { "empty path", place__format("%ld", i), NULL };
	int file = act__must(open(image__self(), O_PATH | O_CLOEXEC), "open the program");

	image__become(&(struct image){ .folder = file, .path = "", .args = args, .flags = AT_EMPTY_PATH });
}

static void do_empty_path(long i)
{
	act__in_child(become_empty_path, i);
}

static void become_relative(long i)
{
	char *args[] = { "relative", place__format("%ld", i), NULL };

	image__become_path("./bin/../bin//copy", args);
}

static void do_relative(long i)
{
	if (mkdir("bin", 0755) && errno != EEXIST)
		act__die("make a folder");
	place__copy_of_self("bin/copy");
	act__in_child(become_relative, i);
}

static void become_dirfd(long i)
{
	char *args[] = { "dirfd", place__format("%ld", i), NULL };
	int folder = act__must(open("bin", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open a folder");

	act__must(chdir("/"), "change the folder");
	image__become(&(struct image){ .folder = folder, .path = "copy", .args = args });
}

static void do_dirfd(long i)
{
	if (mkdir("bin", 0755) && errno != EEXIST)
		act__die("make a folder");
	place__copy_of_self("bin/copy");
	act__in_child(become_dirfd, i);
}

static void become_link(long i)
{
	char *args[] = { "by link", place__format("%ld", i), NULL };

	image__become_path("link-to-exec", args);
}

static void do_symlink(long i)
{
	if (symlink(image__self(), "link-to-exec") && errno != EEXIST)
		act__die("make a symbolic link");
	act__in_child(become_link, i);
}

static void become_script(long i)
{
	char *args[] = { "given by the caller", place__format("%ld", i), NULL };

	image__become_path("./script-of-rulelib", args);
}

static void do_script(long i)
{
	int script = act__must(open("script-of-rulelib", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755), "make a script");

	dprintf(script, "#!%s one argument\n", image__self());
	close(script);
	act__in_child(become_script, i);
}

static void become_elsewhere(long i)
{
	char *args[] = { "elsewhere", place__format("%ld", i), NULL };

	act__must(chdir("/usr/lib"), "change the folder");
	image__become_path(image__self(), args);
}

static void do_cwd(long i)
{
	act__in_child(become_elsewhere, i);
}

static void *execute_in_thread(void *unused)
{
	char *args[] = { "from a thread", NULL };

	(void)unused;
	image__become_path(image__self(), args);
	return NULL;
}

static void become_from_thread(long i)
{
	pthread_t thread;

	(void)i;
	if (pthread_create(&thread, NULL, execute_in_thread, NULL) || pthread_join(thread, NULL))
		act__die("run a thread");
}

static void do_thread(long i)
{
	act__in_child(become_from_thread, i);
}

/* Failed calls are no events, and the process lives on. */
static void fail_to_execute(long i)
{
	char *args[] = { "fails", NULL };
	struct image missing = { .folder = AT_FDCWD, .path = "/rulelib/missing", .args = args };
	struct image denied = { .folder = AT_FDCWD, .path = "/etc/passwd", .args = args };
	struct image folder = { .folder = AT_FDCWD, .path = "/etc", .args = args };

	(void)i;
	image__execute(&missing);
	image__execute(&denied);
	image__execute(&folder);
}

static void do_failing(long i)
{
	act__silent_child("exec", fail_to_execute, i);
}

static const struct act acts[] = {
	{ "plain", do_plain, false },
	{ "empty-path", do_empty_path, false },
	{ "relative", do_relative, false },
	{ "dirfd", do_dirfd, false },
	{ "symlink", do_symlink, false },
	{ "script", do_script, false },
	{ "cwd", do_cwd, false },
	{ "thread", do_thread, false },
	{ "failing", do_failing, false },
	{ 0 },
};

int main(int argc, char **argv)
{
	return image__main(argc, argv, acts);
}
