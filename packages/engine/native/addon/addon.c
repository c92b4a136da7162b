/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The skin over collector.c for Node. Arguments were validated by
 * src/collector/native-addon.ts, which is the only caller. Thread story: a
 * collector is used by the JavaScript thread that opened it, and there is no
 * other thread; worker threads each open their own.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "addon.h"
#include "bell.h"
#include "collector.h"
#include "start_addon.h"

/* What a handle holds. The collector is NULL once it is closed. */
struct opened {
	struct collector *collector;
	struct bell *bell;
};

static napi_value throw_error(napi_env env, const char *message)
{
	napi_throw_error(env, NULL, message);
	return NULL;
}

/* With the number as code: the C library names it since 2.32 only, and this runs on what Node runs on, 2.28. */
napi_value throw_errno(napi_env env, int err, const char *message)
{
	char code[16];

	snprintf(code, sizeof(code), "%d", -err);
	napi_throw_error(env, code, message);
	return NULL;
}

static void opened__close(struct opened *opened)
{
	bell__close(opened->bell);
	collector__close(opened->collector);
	opened->bell = NULL;
	opened->collector = NULL;
}

static void opened__finalize(napi_env env, void *data, void *hint)
{
	(void)env;
	(void)hint;
	opened__close(data);
	free(data);
}

struct collector **handle__of(napi_env env, napi_callback_info info, napi_value *arguments)
{
	size_t count = MAX_ARGUMENTS;
	struct opened *opened = NULL;

	napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
	napi_get_value_external(env, arguments[0], (void **)&opened);
	if (!opened || !opened->collector) {
		throw_error(env, "Cannot use the collector: it is closed");
		return NULL;
	}
	return &opened->collector;
}

/* open(objectPath, ringBytes, types, sendFailed, cgroupPath): handle */
static napi_value open_collector(napi_env env, napi_callback_info info)
{
	struct collector_options options = {};
	napi_value arguments[MAX_ARGUMENTS], result;
	size_t count = MAX_ARGUMENTS, bytes;
	char path[4096], cgroup[4096], error[8192];
	struct opened *opened = calloc(1, sizeof(*opened));
	int err;

	if (!opened)
		return throw_errno(env, -ENOMEM, "Cannot open the collector: out of memory");
	napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
	napi_get_value_string_utf8(env, arguments[0], path, sizeof(path), &bytes);
	napi_get_value_uint32(env, arguments[1], &options.ring_bytes);
	napi_get_value_uint32(env, arguments[2], &options.types);
	napi_get_value_bool(env, arguments[3], &options.send_failed);
	napi_get_value_string_utf8(env, arguments[4], cgroup, sizeof(cgroup), &bytes);
	options.object_path = path;
	options.cgroup_path = cgroup;
	err = collector__open(&options, &opened->collector, error, sizeof(error));
	if (err) {
		free(opened);
		return throw_errno(env, err, error);
	}
	napi_create_external(env, opened, opened__finalize, NULL, &result);
	return result;
}

/* drain(handle, batch: Uint8Array): bytes used */
static napi_value drain(napi_env env, napi_callback_info info)
{
	napi_value arguments[MAX_ARGUMENTS], result = NULL;
	struct collector **handle = handle__of(env, info, arguments);
	size_t bytes;
	void *batch;
	long used;

	if (!handle)
		return NULL;
	napi_get_typedarray_info(env, arguments[1], NULL, &bytes, &batch, NULL, NULL);
	used = collector__drain(*handle, batch, bytes);
	if (used < 0)
		return throw_errno(env, used, strerror(-used));
	napi_create_int64(env, used, &result);
	return result;
}

/* rest(handle): whether nothing waits */
static napi_value rest(napi_env env, napi_callback_info info)
{
	napi_value arguments[MAX_ARGUMENTS], result = NULL;
	struct collector **handle = handle__of(env, info, arguments);

	if (handle)
		napi_get_boolean(env, collector__rest(*handle), &result);
	return result;
}

/* listen(handle, onBell): once a handle */
static napi_value listen_to(napi_env env, napi_callback_info info)
{
	napi_value arguments[MAX_ARGUMENTS];
	struct collector **handle = handle__of(env, info, arguments);
	struct opened *opened = (struct opened *)handle;

	if (handle)
		bell__listen(env, *handle, arguments[1], &opened->bell);
	return NULL;
}

/* processes(handle): Buffer of PROCFS records */
static napi_value processes(napi_env env, napi_callback_info info)
{
	napi_value arguments[MAX_ARGUMENTS], result = NULL;
	struct collector **handle = handle__of(env, info, arguments);
	char *records;
	long used;

	if (!handle)
		return NULL;
	used = collector__processes(*handle, &records);
	if (used < 0)
		return throw_errno(env, used, strerror(-used));
	napi_create_buffer_copy(env, used, records, NULL, &result);
	free(records);
	return result;
}

/* count(handle): Float64Array, six counters a type in the order of struct event_counter; exact up to 2^53 */
static napi_value count_events(napi_env env, napi_callback_info info)
{
	struct event_counter counters[EVENT_TYPES];
	napi_value arguments[MAX_ARGUMENTS], buffer, result = NULL;
	struct collector **handle = handle__of(env, info, arguments);
	const size_t numbers = EVENT_TYPES * (sizeof(struct event_counter) / sizeof(__u64));
	double *values;
	int err;

	if (!handle)
		return NULL;
	err = collector__count(*handle, counters);
	if (err)
		return throw_errno(env, err, strerror(-err));
	napi_create_arraybuffer(env, numbers * sizeof(double), (void **)&values, &buffer);
	for (size_t i = 0; i < numbers; i++)
		values[i] = ((__u64 *)counters)[i];
	napi_create_typedarray(env, napi_float64_array, numbers, buffer, 0, &result);
	return result;
}

/* hooks(handle): { attached: bit i for event type i, details: string[] } */
static napi_value hooks_of(napi_env env, napi_callback_info info)
{
	napi_value arguments[MAX_ARGUMENTS], result = NULL, details, value;
	struct collector **handle = handle__of(env, info, arguments);
	const struct collector_hook *hooks;
	__u32 attached = 0;

	if (!handle)
		return NULL;
	hooks = collector__hooks(*handle);
	napi_create_array_with_length(env, EVENT_TYPES, &details);
	for (__u32 type = 0; type < EVENT_TYPES; type++) {
		attached |= hooks[type].attached ? 1u << type : 0;
		napi_create_string_utf8(env, hooks[type].detail, NAPI_AUTO_LENGTH, &value);
		napi_set_element(env, details, type, value);
	}
	napi_create_object(env, &result);
	napi_create_uint32(env, attached, &value);
	napi_set_named_property(env, result, "attached", value);
	napi_set_named_property(env, result, "details", details);
	return result;
}

/* close(handle): detaches and frees everything; a second time is nothing */
static napi_value close_collector(napi_env env, napi_callback_info info)
{
	napi_value arguments[MAX_ARGUMENTS];
	size_t count = MAX_ARGUMENTS;
	struct opened *opened = NULL;

	napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
	napi_get_value_external(env, arguments[0], (void **)&opened);
	if (opened)
		opened__close(opened);
	return NULL;
}

/* epochOffset(): nanoseconds from CLOCK_BOOTTIME to CLOCK_REALTIME, bigint */
static napi_value epoch_offset(napi_env env, napi_callback_info info)
{
	struct timespec boot, real;
	napi_value result = NULL;

	(void)info;
	clock_gettime(CLOCK_BOOTTIME, &boot);
	clock_gettime(CLOCK_REALTIME, &real);
	napi_create_bigint_int64(env, (real.tv_sec - boot.tv_sec) * 1000000000L + real.tv_nsec - boot.tv_nsec, &result);
	return result;
}

/* trimMemory(): what was freed goes back to the system, of all threads */
static napi_value trim_memory(napi_env env, napi_callback_info info)
{
	(void)env;
	(void)info;
#ifdef __GLIBC__
	malloc_trim(0);
#endif
	return NULL;
}

NAPI_MODULE_INIT()
{
	const napi_property_descriptor functions[] = {
		{ "open", NULL, open_collector, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "drain", NULL, drain, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "rest", NULL, rest, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "listen", NULL, listen_to, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "processes", NULL, processes, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "count", NULL, count_events, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "hooks", NULL, hooks_of, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "close", NULL, close_collector, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "setConditions", NULL, filter_set_conditions, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "setNamespaces", NULL, filter_set_namespaces, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "enableFilter", NULL, filter_enable, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "setEpochs", NULL, filter_set_epochs, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "trimMemory", NULL, trim_memory, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "epochOffset", NULL, epoch_offset, NULL, NULL, NULL, napi_enumerable, NULL },
	};
	napi_value record_bytes;

	napi_define_properties(env, exports, sizeof(functions) / sizeof(functions[0]), functions);
	start_addon__define(env, exports);
	napi_create_uint32(env, COLLECTOR_RECORD_BYTES, &record_bytes);
	napi_set_named_property(env, exports, "maxRecordBytes", record_bytes);
	return exports;
}
