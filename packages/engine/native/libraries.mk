# libbpf, libelf and zlib as archives that an addon can hold, from Debian's sources of them. Included by Makefile.
# LIBRARIES is the folder that scripts/setup/fetch-libraries.mjs made; empty: the machine's shared ones are linked.
LIBRARIES ?= $(patsubst %/libbpf/.,%,$(lastword $(wildcard $(HOME)/.cache/rulelibrary/libraries/*/libbpf/.)))

# Warnings are for those who mend the libraries, not for those who build them.
LIBRARY_FLAGS  := -fPIC -O2 -std=gnu11 -fvisibility=hidden -ffunction-sections -w -D_GNU_SOURCE -D_LARGEFILE64_SOURCE \
	-ffile-prefix-map=$(LIBRARIES)=libraries
flags_libbpf   := -D_FILE_OFFSET_BITS=64 -I$(LIBRARIES)/libbpf/include -I$(LIBRARIES)/libbpf/include/uapi \
	-I$(LIBRARIES)/elfutils/libelf -I$(LIBRARIES)/zlib
flags_elfutils := -DHAVE_CONFIG_H -Ilibelf -I$(LIBRARIES)/elfutils/libelf -I$(LIBRARIES)/elfutils/lib -I$(LIBRARIES)/zlib
flags_zlib     := -DHAVE_UNISTD_H -DHAVE_STDARG_H
from_libbpf    := src
from_elfutils  := libelf
from_zlib      := .
library_objects = $(patsubst $(LIBRARIES)/%.c,$(OUT)/$(2)/%.o,$(wildcard $(LIBRARIES)/$(1)/$(from_$(1))/*.c))

# $(call library,name,architecture)
define library
$(OUT)/$(2)/$(1).a: $(call library_objects,$(1),$(2))
	$$(call say,AR,$$@)
	$$(Q)rm -f $$@ && $$(AR) rcs $$@ $$^

$(OUT)/$(2)/$(1)/%.o: $(LIBRARIES)/$(1)/%.c libraries.mk libelf/config.h
	$$(Q)mkdir -p $$(@D)
	$$(Q)$(compiler_$(2)) $(LIBRARY_FLAGS) $(flags_$(1)) -c $$< -o $$@
endef

ifneq ($(LIBRARIES),)
# In this order: each needs those behind it.
archives     = $(foreach name,libbpf elfutils zlib,$(OUT)/$(1)/$(name).a)
link_flags   = $(call archives,$(1)) -Wl,--exclude-libs,ALL -Wl,--gc-sections
include_flag := -isystem $(OUT)/include
headers      := $(OUT)/include/bpf/libbpf.h
$(foreach arch,$(ARCHES),$(foreach name,libbpf elfutils zlib,$(eval $(call library,$(name),$(arch)))))

$(headers): $(wildcard $(LIBRARIES)/libbpf/src/*.h)
	$(Q)mkdir -p $(@D)
	$(Q)cp $^ $(@D)
	$(Q)touch $@
else
link_flags   := -lbpf -lelf -lz
endif

# What their licences ask whoever passes the addon on to pass on with it.
$(OUT)/licenses: libraries.mk
	$(Q)rm -rf $@ && mkdir -p $@
	$(if $(LIBRARIES),$(Q)cp $(LIBRARIES)/libbpf/LICENSE.BSD-2-Clause $@/libbpf-BSD-2-Clause)
	$(if $(LIBRARIES),$(Q)cp $(LIBRARIES)/elfutils/COPYING-LGPLV3 $@/libelf-LGPL-3.0)
	$(if $(LIBRARIES),$(Q)cp $(LIBRARIES)/elfutils/COPYING $@/libelf-GPL-3.0)
	$(if $(LIBRARIES),$(Q)sed '/\*\//q' $(LIBRARIES)/zlib/zlib.h > $@/zlib)
