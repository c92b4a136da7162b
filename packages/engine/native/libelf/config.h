/* SPDX-License-Identifier: Apache-2.0 */
/* What elfutils' configure finds out on Debian, as far as libelf asks. */
#pragma once
#define HAVE_ERR_H 1
#define HAVE_DECL_MEMPCPY 1
#define HAVE_DECL_MEMRCHR 1
#define HAVE_DECL_POWEROF2 1
#define HAVE_DECL_RAWMEMCHR 1
#define HAVE_DECL_REALLOCARRAY 1
#define HAVE_MREMAP 1
#define internal_function
#include <eu-config.h>
