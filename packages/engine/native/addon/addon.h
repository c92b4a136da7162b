/* SPDX-License-Identifier: Apache-2.0 */
/* What the files that speak Node-API share. */
#pragma once
#define NAPI_VERSION 8
#include <node_api.h>

#define MAX_ARGUMENTS 5

struct collector;

/* The collector behind the first argument; NULL, and an exception, once it is closed. */
struct collector **handle__of(napi_env env, napi_callback_info info, napi_value *arguments);

/* With the number as code. */
napi_value throw_errno(napi_env env, int err, const char *message);

/* setConditions(handle, rules, values, paths: Uint8Array) */
napi_value filter_set_conditions(napi_env env, napi_callback_info info);

/* setNamespaces(handle, triples: Int32Array of a namespace, its class, -1: unknown again, with FILTER_IS_COMMON for one, and its epoch): how many found no room */
napi_value filter_set_namespaces(napi_env env, napi_callback_info info);

/* enableFilter(handle, isSet: boolean) */
napi_value filter_enable(napi_env env, napi_callback_info info);

/* setEpochs(handle, epochs: Int32Array of those of unknown namespaces, of calls and of peers) */
napi_value filter_set_epochs(napi_env env, napi_callback_info info);
