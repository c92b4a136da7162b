/* SPDX-License-Identifier: Apache-2.0 */
#include "act.h"
#include "place.h"

#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

char *place__format(const char *format, ...)
{
	va_list values;
	char *text;

	va_start(values, format);
	act__must(vasprintf(&text, format, values), "allocate memory");
	va_end(values);
	return text;
}

char *place__folder(void)
{
	char *folder = getcwd(NULL, 0);

	if (!folder)
		act__die("read the working folder");
	return folder;
}

char *place__absolute(const char *name)
{
	return place__format("%s/%s", place__folder(), name);
}

void place__file(const char *name)
{
	if (mknod(name, S_IFREG | 0644, 0) && errno != EEXIST)
		act__die("make a file");
}

void place__copy_of_self(const char *name)
{
	int from = act__must(open("/proc/self/exe", O_RDONLY | O_CLOEXEC), "open the program");
	int to = act__must(open(name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755), "make a copy of the program");

	while (act__must(sendfile(to, from, NULL, 1 << 30), "copy the program"))
		;
	close(from);
	close(to);
}

enum { MAX_DEPTH = 64 };

/* Length of the next folder's name, so that what remains stays divisible into names of 1 to NAME_MAX bytes. */
static size_t next_length(size_t remaining)
{
	if (remaining <= NAME_MAX + 1)
		return remaining - 1;
	return remaining - (NAME_MAX + 1) < 2 ? NAME_MAX - 1 : NAME_MAX;
}

void place__deep(size_t bytes, const char *last, void (*run)(int folder, const char *last, const char *path))
{
	char *path = place__folder(), names[MAX_DEPTH][NAME_MAX + 1];
	int folders[MAX_DEPTH + 1], depth = 0;
	size_t remaining = bytes - strlen(path) - (strlen(last) + 1);

	folders[0] = act__must(open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), "open the working folder");
	while (remaining) {
		size_t length = next_length(remaining);

		memset(names[depth], 'd', length);
		names[depth][length] = 0;
		remaining -= length + 1;
		path = place__format("%s/%s", path, names[depth]);
		act__must(mkdirat(folders[depth], names[depth], 0755), "make a deep folder");
		folders[depth + 1] = act__must(openat(folders[depth], names[depth], O_RDONLY | O_DIRECTORY | O_CLOEXEC),
					       "open a deep folder");
		depth++;
	}
	run(folders[depth], last, place__format("%s/%s", path, last));
	for (; depth; depth--) {
		close(folders[depth]);
		act__must(unlinkat(folders[depth - 1], names[depth - 1], AT_REMOVEDIR), "remove a deep folder");
	}
	close(folders[0]);
}
