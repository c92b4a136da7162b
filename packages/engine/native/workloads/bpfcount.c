/* SPDX-License-Identifier: Apache-2.0 */
/* Lists what of BPF is loaded in the kernel, by id: {"programs": [1, 2], "links": [], "maps": []}. No act. */
#include <errno.h>
#include <linux/bpf.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static bool list(const char *what, int command)
{
	union bpf_attr attributes;
	unsigned int id = 0;

	printf("\"%s\":[", what);
	for (;;) {
		memset(&attributes, 0, sizeof(attributes));
		attributes.start_id = id;
		if (syscall(SYS_bpf, command, &attributes, sizeof(attributes)))
			break;
		printf("%s%u", id ? "," : "", attributes.next_id);
		id = attributes.next_id;
	}
	putchar(']');
	if (errno != ENOENT)
		fprintf(stderr, "Cannot list %s: %s\n", what, strerror(errno));
	return errno == ENOENT;
}

int main(void)
{
	bool listed;

	putchar('{');
	listed = list("programs", BPF_PROG_GET_NEXT_ID);
	putchar(',');
	listed &= list("links", BPF_LINK_GET_NEXT_ID);
	putchar(',');
	listed &= list("maps", BPF_MAP_GET_NEXT_ID);
	puts("}");
	return listed ? 0 : 2;
}
