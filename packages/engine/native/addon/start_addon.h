/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
#include <node_api.h>

/* Adds the functions of start_addon.c to what the addon exports. */
void start_addon__define(napi_env env, napi_value exports);
