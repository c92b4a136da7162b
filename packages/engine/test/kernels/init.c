/* SPDX-License-Identifier: Apache-2.0 */
/* The first process of a virtual machine: mounts what the collector and the workloads need, runs Node, powers off. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <linux/reboot.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct {
	const char *type;
	const char *point;
} mounts[] = {
	{ "proc", "/proc" },	  { "sysfs", "/sys" },			   { "devtmpfs", "/dev" },
	{ "devpts", "/dev/pts" }, { "securityfs", "/sys/kernel/security" }, { "cgroup2", "/sys/fs/cgroup" },
};

static void mount_all(void)
{
	for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++) {
		mkdir(mounts[i].point, 0755);
		if (mount(mounts[i].type, mounts[i].point, mounts[i].type, 0, NULL))
			perror(mounts[i].point);
	}
	/* As udev makes it: TOMOYO looks up what is executed by descriptor under this name. */
	if (symlink("/proc/self/fd", "/dev/fd"))
		perror("/dev/fd");
}

/* A module that the kernel has no use for is said and passed over. */
static void load_modules(void)
{
	struct dirent *entry;
	DIR *folder = opendir("/modules");
	int fd;

	while (folder && (entry = readdir(folder))) {
		if (entry->d_name[0] == '.')
			continue;
		fd = openat(dirfd(folder), entry->d_name, O_RDONLY | O_CLOEXEC);
		if (syscall(SYS_finit_module, fd, "", 0))
			perror(entry->d_name);
		close(fd);
	}
	if (folder)
		closedir(folder);
}

static void raise_loopback(void)
{
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (ioctl(fd, SIOCSIFFLAGS, &request))
		perror("lo");
	close(fd);
}

int main(void)
{
	char *command[] = { "/bin/node", "/app/test/kernels/guest.ts", NULL };
	char *environment[] = { "PATH=/bin", "HOME=/tmp", "NODE_NO_WARNINGS=1", NULL };
	pid_t node, ended;

	/* Where a memory cgroup does not count BPF maps, before 5.11, this limit does. */
	setrlimit(RLIMIT_MEMLOCK, &(struct rlimit){ RLIM_INFINITY, RLIM_INFINITY });
	mount_all();
	load_modules();
	raise_loopback();
	node = fork();
	if (!node) {
		execve(command[0], command, environment);
		perror(command[0]);
		_exit(1);
	}
	do
		ended = wait(NULL);
	while (ended > 0 && ended != node);
	sync();
	syscall(SYS_reboot, LINUX_REBOOT_MAGIC1, LINUX_REBOOT_MAGIC2, LINUX_REBOOT_CMD_POWER_OFF, NULL);
	return 1;
}
