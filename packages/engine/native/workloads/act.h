/* SPDX-License-Identifier: Apache-2.0 */
#ifndef RULELIB_ACT_H
#define RULELIB_ACT_H

/*
 * A workload does acts and says of each what a collector should have seen: one JSON object a line on standard output,
 * flushed, with the field names of the event catalogue. Text goes out byte for byte (only quotes, backslashes and control
 * characters are escaped): a reader that decodes UTF-8 puts U+FFFD where a collector has to.
 *
 * Lines that are no act: {"skipped": reason} and {"act", "eventType", "raises": false}: the process named by `pid` did
 * something that must not show up as an event of that type.
 */

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct act {
	const char *name;
	void (*run)(long i); /* i counts from 0 to N - 1 */
	bool on_request;     /* not part of `all` */
};

/*
 * main() of every workload: PROGRAM FOLDER [ACT [N]]. Goes to FOLDER, runs ACT (default: all of them) N times (default 1).
 * Returns the exit code: 2 where the arguments are wrong.
 */
int act__main(int argc, char **argv, const struct act *acts);

/* Name and count of the act that runs now. */
const char *act__name(void);
long act__count(void);

/* One line: begin, members, end. The common fields (pid, tid, ppid, comm, exepath, ...) are those of the caller. */
void act__begin(const char *event_type);
void act__begin_as(const char *event_type, pid_t pid, pid_t ppid); /* of another process: only pid and ppid */
void act__text(const char *key, const char *value);
void act__number(const char *key, long long value);
void act__truth(const char *key, bool value);
void act__list(const char *key, char *const *values); /* ends with NULL */
void act__error(long returned); /* "error": errno, where `returned` is negative */
void act__end(void);

/* Runs `run` in a child and waits for it; its lines are its own. Dies when the child does not exit with 0. */
void act__in_child(void (*run)(long i), long i);

/* The child runs `run`, which must raise no event of `event_type`; says so in the child's name. */
void act__silent_child(const char *event_type, void (*run)(long i), long i);

/* Gives the thread a command name that no thread had before: what is seen once a name is seen again. */
void act__take_new_name(long i);

void act__skip(const char *reason);

/* Ends the program with exit code 2 and "Cannot <what>: <errno as text>" on standard error. */
void act__die(const char *what) __attribute__((noreturn));
long act__must(long returned, const char *what); /* dies where `returned` is negative */

#endif
