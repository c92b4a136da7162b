/* SPDX-License-Identifier: Apache-2.0 */
#include "act.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct act *current;
static long count = 1;

const char *act__name(void)
{
	return current ? current->name : getenv("RULELIB_ACT");
}

long act__count(void)
{
	return count;
}

static void run_act(const struct act *act)
{
	current = act;
	for (long i = 0; i < count; i++)
		act->run(i);
}

static int usage(const char *program, const struct act *acts)
{
	fprintf(stderr, "Usage: %s FOLDER [ACT [N]], ACT one of: all", program);
	for (; acts->name; acts++)
		fprintf(stderr, " %s", acts->name);
	fputc('\n', stderr);
	return 2;
}

int act__main(int argc, char **argv, const struct act *acts)
{
	const char *wanted = argc > 2 ? argv[2] : "all";
	bool all = !strcmp(wanted, "all"), found = all;

	if (argc > 3)
		count = strtol(argv[3], NULL, 10);
	if (argc < 2 || argc > 4 || count < 1)
		return usage(argv[0] ? argv[0] : "workload", acts);
	act__must(chdir(argv[1]), "enter the folder");
	for (const struct act *act = acts; act->name; act++) {
		if (all ? !act->on_request : !strcmp(act->name, wanted)) {
			run_act(act);
			found = true;
		}
	}
	return found ? 0 : usage(argv[0], acts);
}

static void put_bytes(const char *text)
{
	putchar('"');
	for (; *text; text++) {
		unsigned char c = *text;

		if (c == '"' || c == '\\')
			printf("\\%c", c);
		else if (c < 0x20)
			printf("\\u%04x", c);
		else
			putchar(c);
	}
	putchar('"');
}

static void put_key(const char *key)
{
	putchar(',');
	put_bytes(key);
	putchar(':');
}

void act__text(const char *key, const char *value)
{
	put_key(key);
	put_bytes(value);
}

void act__number(const char *key, long long value)
{
	put_key(key);
	printf("%lld", value);
}

void act__truth(const char *key, bool value)
{
	put_key(key);
	fputs(value ? "true" : "false", stdout);
}

void act__list(const char *key, char *const *values)
{
	put_key(key);
	putchar('[');
	for (char *const *value = values; *value; value++) {
		if (value != values)
			putchar(',');
		put_bytes(*value);
	}
	putchar(']');
}

void act__error(long returned)
{
	if (returned < 0)
		act__number("error", errno);
}

/* The name of the parent's main thread. Costs an open of /proc/<ppid>/comm, so it is asked once for each parent. */
static const char *parent_comm(pid_t ppid)
{
	static char comm[17];
	static pid_t known;
	char path[64];
	ssize_t length;
	int fd;

	if (known == ppid)
		return comm;
	snprintf(path, sizeof(path), "/proc/%d/comm", ppid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	length = fd < 0 ? 0 : read(fd, comm, sizeof(comm) - 1);
	comm[length > 0 ? length - 1 : 0] = 0; /* ends in a newline */
	if (fd >= 0)
		close(fd);
	known = ppid;
	return comm;
}

/* Readable path of the executable, as the catalogue words it: no " (deleted)", and memfd:<name> for a memfd. */
static void put_exepath(void)
{
	static const char deleted[] = " (deleted)";
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path) - 1);
	const size_t tail = sizeof(deleted) - 1;

	if (length < 0) {
		/* A path over 4095 bytes: the kernel cannot say it here. */
		return;
	}
	path[length] = 0;
	if ((size_t)length > tail && !strcmp(path + length - tail, deleted))
		path[length - tail] = 0;
	act__text("exepath", strncmp(path, "/memfd:", 7) ? path : path + 1);
}

void act__begin_as(const char *event_type, pid_t pid, pid_t ppid)
{
	printf("{\"act\":");
	put_bytes(act__name());
	act__text("eventType", event_type);
	act__number("pid", pid);
	act__number("ppid", ppid);
}

void act__begin(const char *event_type)
{
	int saved = errno;
	struct utsname system;
	struct stat mounts;
	char comm[16], cwd[PATH_MAX];

	act__begin_as(event_type, getpid(), getppid());
	act__number("tid", syscall(SYS_gettid));
	act__number("containerPid", getpid());
	act__number("uid", getuid());
	act__number("gid", getgid());
	prctl(PR_GET_NAME, comm);
	act__text("comm", comm);
	act__text("pcomm", parent_comm(getppid()));
	put_exepath();
	if (getcwd(cwd, sizeof(cwd)))
		act__text("cwd", cwd);
	act__must(uname(&system), "read the host name");
	act__text("hostName", system.nodename);
	if (!stat("/proc/self/ns/mnt", &mounts))
		act__number("mntns", mounts.st_ino);
	errno = saved;
}

void act__end(void)
{
	puts("}");
	fflush(stdout);
}

static void check_child(pid_t child)
{
	int status;

	act__must(waitpid(child, &status, 0), "wait for a child");
	if (WIFSIGNALED(status)) {
		fprintf(stderr, "Cannot finish %s: signal %d\n", act__name(), WTERMSIG(status));
		exit(2);
	}
	if (WEXITSTATUS(status))
		exit(2);
}

static pid_t start_child(void (*run)(long i), long i)
{
	pid_t child = act__must(fork(), "fork");

	if (!child) {
		run(i);
		_exit(0);
	}
	return child;
}

void act__in_child(void (*run)(long i), long i)
{
	check_child(start_child(run, i));
}

void act__silent_child(const char *event_type, void (*run)(long i), long i)
{
	pid_t child = start_child(run, i);

	check_child(child);
	act__begin_as(event_type, child, getpid());
	act__truth("raises", false);
	act__end();
}

void act__take_new_name(long i)
{
	static unsigned int taken;
	char name[32];

	snprintf(name, sizeof(name), "%d.%ld.%u", getpid() % 100000, i % 1000, taken++ % 1000);
	prctl(PR_SET_NAME, name);
}

void act__skip(const char *reason)
{
	printf("{\"act\":");
	put_bytes(act__name());
	act__text("skipped", reason);
	act__end();
}

void act__die(const char *what)
{
	fprintf(stderr, "Cannot %s (%s): %s\n", what, act__name() ? act__name() : "start", strerror(errno));
	exit(2);
}

long act__must(long returned, const char *what)
{
	if (returned < 0)
		act__die(what);
	return returned;
}
