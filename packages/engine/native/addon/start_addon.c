/* SPDX-License-Identifier: Apache-2.0 */
/* starts.h for Node. Arguments were validated by src/containers/open-start-watch.ts, which is the only caller. */
#define NAPI_VERSION 8
#include "start_addon.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "starts.h"

static napi_value throw_errno(napi_env env, int err)
{
	char code[16];

	snprintf(code, sizeof(code), "%d", -err);
	napi_throw_error(env, code, strerror(-err));
	return NULL;
}

static void handle__finalize(napi_env env, void *data, void *hint)
{
	struct starts **handle = data;

	(void)env;
	(void)hint;
	starts__close(*handle);
	free(handle);
}

/* The watch behind the first argument; NULL, and an exception, once it is closed. */
static struct starts **handle__of(napi_env env, napi_callback_info info, napi_value *arguments, size_t count)
{
	struct starts **handle = NULL;

	napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
	napi_get_value_external(env, arguments[0], (void **)&handle);
	if (handle && *handle)
		return handle;
	napi_throw_error(env, NULL, "Cannot use the watch of starts: it is closed");
	return NULL;
}

/* openStarts(): handle */
static napi_value open_starts(napi_env env, napi_callback_info info)
{
	struct starts **handle = calloc(1, sizeof(*handle));
	napi_value result;
	int err;

	(void)info;
	err = handle ? starts__open(handle) : -ENOMEM;
	if (err) {
		free(handle);
		return throw_errno(env, err);
	}
	napi_create_external(env, handle, handle__finalize, NULL, &result);
	return result;
}

/* watchProgram(handle, path): 0, or the errno */
static napi_value watch_program(napi_env env, napi_callback_info info)
{
	napi_value arguments[2], result;
	struct starts **handle = handle__of(env, info, arguments, 2);
	char path[4096];
	size_t bytes;

	if (!handle)
		return NULL;
	napi_get_value_string_utf8(env, arguments[1], path, sizeof(path), &bytes);
	napi_create_int32(env, -starts__watch(*handle, path), &result);
	return result;
}

/* takeStarts(handle): Buffer of records, or undefined */
static napi_value take_starts(napi_env env, napi_callback_info info)
{
	napi_value arguments[1], result = NULL;
	struct starts **handle = handle__of(env, info, arguments, 1);
	size_t bytes;
	char *records;

	records = handle ? starts__take(*handle, &bytes) : NULL;
	if (records)
		napi_create_buffer_copy(env, bytes, records, NULL, &result);
	free(records);
	return result;
}

/* countStarts(handle): [permissions, late, lost] */
static napi_value count_starts(napi_env env, napi_callback_info info)
{
	napi_value arguments[1], result, value;
	struct starts **handle = handle__of(env, info, arguments, 1);
	const struct start_counts *counts;

	if (!handle)
		return NULL;
	counts = starts__counts(*handle);
	const __u64 numbers[] = { counts->permissions, counts->late, counts->lost };

	napi_create_array_with_length(env, 3, &result);
	for (int i = 0; i < 3; i++) {
		napi_create_double(env, numbers[i], &value);
		napi_set_element(env, result, i, value);
	}
	return result;
}

/* closeStarts(handle): whatever waits goes on; a second time is nothing */
static napi_value close_starts(napi_env env, napi_callback_info info)
{
	struct starts **handle = NULL;
	napi_value arguments[1];
	size_t count = 1;

	napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
	napi_get_value_external(env, arguments[0], (void **)&handle);
	if (handle) {
		starts__close(*handle);
		*handle = NULL;
	}
	return NULL;
}

void start_addon__define(napi_env env, napi_value exports)
{
	const napi_property_descriptor functions[] = {
		{ "openStarts", NULL, open_starts, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "watchProgram", NULL, watch_program, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "takeStarts", NULL, take_starts, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "countStarts", NULL, count_starts, NULL, NULL, NULL, napi_enumerable, NULL },
		{ "closeStarts", NULL, close_starts, NULL, NULL, NULL, napi_enumerable, NULL },
	};

	napi_define_properties(env, exports, sizeof(functions) / sizeof(functions[0]), functions);
}
