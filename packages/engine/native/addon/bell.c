/* SPDX-License-Identifier: Apache-2.0 */
#define NAPI_VERSION 8
#include "bell.h"

#include <stdlib.h>
#include <uv.h>

/* Freed by the event loop, a turn after it was closed. */
struct bell {
	uv_poll_t poll;
	struct collector *collector;
	napi_env env;
	napi_ref function;
	napi_async_context context;
	napi_async_cleanup_hook_handle hook; /* a worker may end with the collector open */
	struct bell **owner; /* who points here; NULL: nobody any more */
};

static void bell__ring(uv_poll_t *poll, int status, int events)
{
	struct bell *bell = poll->data;
	napi_value function, receiver, result, error;
	napi_handle_scope scope;

	(void)events;
	if (status < 0)
		return;
	/* First: what is rung while the ring is being emptied is heard again. */
	collector__hush(bell->collector);
	napi_open_handle_scope(bell->env, &scope);
	napi_get_reference_value(bell->env, bell->function, &function);
	napi_get_global(bell->env, &receiver);
	if (napi_make_callback(bell->env, bell->context, receiver, function, 0, NULL, &result) == napi_pending_exception) {
		napi_get_and_clear_last_exception(bell->env, &error);
		napi_fatal_exception(bell->env, error);
	}
	napi_close_handle_scope(bell->env, scope);
}

static void bell__free(uv_handle_t *poll)
{
	struct bell *bell = poll->data;

	if (bell->owner)
		*bell->owner = NULL;
	if (bell->hook)
		napi_remove_async_cleanup_hook(bell->hook);
	free(bell);
}

static void bell__end(napi_async_cleanup_hook_handle hook, void *data)
{
	struct bell *bell = data;

	(void)hook;
	if (!uv_is_closing((uv_handle_t *)&bell->poll))
		uv_close((uv_handle_t *)&bell->poll, bell__free);
}

void bell__listen(napi_env env, struct collector *collector, napi_value function, struct bell **owner)
{
	struct bell *bell = calloc(1, sizeof(*bell));
	napi_value name;
	uv_loop_t *loop;
	int err;

	if (!bell || napi_get_uv_event_loop(env, &loop) != napi_ok)
		goto failed;
	err = uv_poll_init(loop, &bell->poll, collector__bell_fd(collector));
	if (err)
		goto failed;
	bell->poll.data = bell;
	bell->collector = collector;
	bell->env = env;
	napi_create_reference(env, function, 1, &bell->function);
	napi_create_string_utf8(env, "rulelibrary:bell", NAPI_AUTO_LENGTH, &name);
	napi_async_init(env, NULL, name, &bell->context);
	napi_add_async_cleanup_hook(env, bell__end, bell, &bell->hook);
	uv_unref((uv_handle_t *)&bell->poll);
	uv_poll_start(&bell->poll, UV_READABLE, bell__ring);
	bell->owner = owner;
	*owner = bell;
	return;
failed:
	free(bell);
	napi_throw_error(env, NULL, "Cannot listen for the collector: the event loop does not take its descriptor");
}

void bell__close(struct bell *bell)
{
	if (!bell)
		return;
	bell->owner = NULL;
	napi_delete_reference(bell->env, bell->function);
	napi_async_destroy(bell->env, bell->context);
	if (!uv_is_closing((uv_handle_t *)&bell->poll))
		uv_close((uv_handle_t *)&bell->poll, bell__free);
}
