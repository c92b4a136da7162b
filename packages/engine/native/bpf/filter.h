/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What user space lets the programs drop: by the class of the mount namespace and the type of the event everything,
 * nothing, or what meets none of the conditions. Conditions are kept twice, and one number says which ones hold, so that
 * there is no moment between two filters.
 */
#pragma once

#include "events.h"

#define FILTER_SLOTS 2
#define FILTER_CLASSES 16
#define FILTER_CLASS_ANY 15	  /* everything of it is sent, in every slot */
#define FILTER_TYPES 32		  /* EVENT_TYPES, rounded up */
#define FILTER_NAMESPACES 8192	  /* what has no room is unknown, and sent */
#define FILTER_CONDITIONS 16384	  /* of both slots, of each map */
#define FILTER_VALUE_BYTES 16
#define FILTER_TEXT_BYTES 124	  /* of a path's beginning, with the NUL that ends a whole one */

enum filter_action {
	FILTER_SEND,
	FILTER_DROP,
	FILTER_TEST,
};

enum filter_kind {
	FILTER_COMM,
	FILTER_PORT,	  /* big endian */
	FILTER_ADDRESS,	  /* as in struct flow */
	FILTER_DIRECTION, /* one byte: outgoing */
	FILTER_PATH,
	FILTER_COMMAND, /* of bpf(2), four bytes, little endian */
};

#define FILTER_HASH 0x9e3779b97f4a7c15ULL

struct filter_rules {
	/* Bits by what the first components of paths that a class asks for hash to; all: any. */
	__u64 roots[FILTER_CLASSES];
	__u8 action[FILTER_CLASSES][FILTER_TYPES]; /* enum filter_action */
	__u8 kinds[FILTER_TYPES];		   /* bit i: the type has conditions of kind i */
	__u32 path_bytes;			   /* of the longest condition on a path, with its NUL */
	__u32 reserved;
};
_Static_assert(sizeof(struct filter_rules) == 680, "the filter changed: change filter-encoding.ts too");

/* Of a namespace: its number, its epoch (24 bits), its class. The number, since an entry that goes may be another's next. */
#define FILTER_NAMESPACE(mntns, epoch, class) ((__u64)(mntns) << 32 | (__u64)(epoch) << 8 | (class))

struct filter_state {
	__u64 common; /* the host's namespace, without a look into the map; 0: none */
	__u32 active; /* slot */
	__u32 is_set; /* boolean: otherwise everything is sent */
	/* Of some types the first of a kind is an event. In another epoch it is the first again. */
	__u32 unknown_epoch; /* of namespaces that are not in the map; those that are have their own */
	__u32 calls_epoch;   /* changes when any of them does */
	__u32 peers_epoch;   /* of sockets: when somebody new listens */
	struct filter_rules slots[FILTER_SLOTS];
};

struct filter_head {
	__u8 slot;
	__u8 type;
	__u8 kind;
	__u8 reserved;
};

/*
 * Keys of tries by longest prefix, in which a whole text ends in NUL. The value is a bit for each class that asks for it
 * or for a shorter prefix of it.
 */
struct filter_value_key {
	__u32 bits;
	struct filter_head head;
	__u8 value[FILTER_VALUE_BYTES];
};

struct filter_path_key {
	__u32 bits;
	struct filter_head head;
	char text[FILTER_TEXT_BYTES];
};
