/* SPDX-License-Identifier: Apache-2.0 */
/* The filter for Node: see addon.h. Arguments were validated by src/collector/filter-encoding.ts. */
#include "addon.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "collector.h"
#include "filter.h"

static const void *bytes__of(napi_env env, napi_value array, size_t *bytes)
{
	napi_typedarray_type type;
	size_t length = 0;
	void *data = NULL;

	napi_get_typedarray_info(env, array, &type, &length, &data, NULL, NULL);
	*bytes = type == napi_int32_array ? length * sizeof(__s32) : length;
	return data;
}

napi_value filter_set_conditions(napi_env env, napi_callback_info info)
{
	napi_value arguments[MAX_ARGUMENTS];
	struct collector **handle = handle__of(env, info, arguments);
	struct filter_conditions conditions;
	size_t rules, values, paths;
	int err;

	if (!handle)
		return NULL;
	conditions.rules = bytes__of(env, arguments[1], &rules);
	conditions.values = bytes__of(env, arguments[2], &values);
	conditions.paths = bytes__of(env, arguments[3], &paths);
	conditions.value_count = values / sizeof(struct filter_value_entry);
	conditions.path_count = paths / sizeof(struct filter_path_entry);
	err = rules == sizeof(struct filter_rules) ? filter__set_conditions(collector__filter(*handle), &conditions) : -EINVAL;
	return err ? throw_errno(env, err, strerror(-err)) : NULL;
}

napi_value filter_set_namespaces(napi_env env, napi_callback_info info)
{
	napi_value arguments[MAX_ARGUMENTS], result = NULL;
	struct collector **handle = handle__of(env, info, arguments);
	const __s32 *triples;
	__u32 refused = 0;
	size_t bytes;

	if (!handle)
		return NULL;
	triples = bytes__of(env, arguments[1], &bytes);
	for (size_t i = 0; i + 2 < bytes / sizeof(*triples); i += 3) {
		int err = filter__set_namespace(collector__filter(*handle), triples[i], triples[i + 1], triples[i + 2]);

		if (err == -E2BIG)
			refused++;
		else if (err)
			return throw_errno(env, err, strerror(-err));
	}
	napi_create_uint32(env, refused, &result);
	return result;
}

napi_value filter_enable(napi_env env, napi_callback_info info)
{
	napi_value arguments[MAX_ARGUMENTS];
	struct collector **handle = handle__of(env, info, arguments);
	bool is_set = false;

	if (!handle)
		return NULL;
	napi_get_value_bool(env, arguments[1], &is_set);
	filter__enable(collector__filter(*handle), is_set);
	return NULL;
}

napi_value filter_set_epochs(napi_env env, napi_callback_info info)
{
	napi_value arguments[MAX_ARGUMENTS];
	struct collector **handle = handle__of(env, info, arguments);
	const __s32 *epochs;
	size_t bytes;

	if (!handle)
		return NULL;
	epochs = bytes__of(env, arguments[1], &bytes);
	if (bytes != 3 * sizeof(*epochs))
		return throw_errno(env, -EINVAL, strerror(EINVAL));
	filter__set_epochs(collector__filter(*handle), epochs[0], epochs[1], epochs[2]);
	return NULL;
}
