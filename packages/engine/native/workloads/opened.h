/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RULELIB_OPENED_H
#define RULELIB_OPENED_H

/* Says that the open which returned `fd` was of `path`, and closes it. Where it failed, errno says why. */
void opened__say(long fd, const char *path, int flags);

/* openat(2) of `name`, which leads to `path`, and says so. */
void opened__at(int folder, const char *name, int flags, const char *path);

/* openat(2) of `name` that has to fail; says so of `path`. */
void opened__fails(int folder, const char *name, int flags, const char *path);

#endif
