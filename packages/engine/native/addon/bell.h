/* SPDX-License-Identifier: Apache-2.0 */
/* The collector's bell in Node's event loop. */
#pragma once
#include <node_api.h>

#include "collector.h"

struct bell;

/*
 * Calls `function`, without arguments, from the event loop each time the bell was rung. Does not keep the loop alive.
 * Sets *owner, and takes it back when the loop ends first. An exception where the loop does not take it.
 */
void bell__listen(napi_env env, struct collector *collector, napi_value function, struct bell **owner);

/* To be called before the collector is closed; NULL is nothing to close. */
void bell__close(struct bell *bell);
