/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The C library has fstat as a function since 2.33; before, headers called
 * another one. libbpf's and libelf's calls end here, so that the addon loads
 * wherever Node does, from 2.28 on. The kernel's struct is the library's, on
 * both architectures.
 */
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

int fstat(int fd, struct stat *status)
{
	return syscall(SYS_fstat, fd, status);
}
