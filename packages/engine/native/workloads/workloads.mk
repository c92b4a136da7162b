# Builds every workload into $(OUT)/workloads. Included by ../Makefile; `make -f workloads/workloads.mk workloads` in native/ works too.
OUT ?= .output
ifeq ($(origin CC),default)
CC := clang
endif

# Static: a workload opens no file that its own code does not open, and it runs inside any mount namespace.
WORKLOAD_CFLAGS := -std=gnu11 -O1 -g -Wall -Wextra -Wshadow -static -pthread
WORKLOAD_SHARED := act place opened image module_image ring pair
WORKLOAD_NAMES  := $(filter-out $(WORKLOAD_SHARED),$(patsubst workloads/%.c,%,$(wildcard workloads/*.c)))
WORKLOAD_BINS   := $(WORKLOAD_NAMES:%=$(OUT)/workloads/%)

workload_quiet  := $(if $(filter 1,$(V)),,@)
workload_say     = $(if $(filter 1,$(V)),,@printf '  %-8s %s\n' '$(1)' '$(2)')

.PHONY: workloads
workloads: $(WORKLOAD_BINS)

# Moved into place: tests in several processes may build at once, and one may run what another builds.
$(WORKLOAD_BINS): $(OUT)/workloads/%: workloads/%.c $(WORKLOAD_SHARED:%=workloads/%.c) $(WORKLOAD_SHARED:%=workloads/%.h) workloads/workloads.mk
	$(call workload_say,CC,$@)
	$(workload_quiet)mkdir -p $(@D)
	$(workload_quiet)$(CC) $(WORKLOAD_CFLAGS) $(filter %.c,$^) -o $@.$$$$ && mv $@.$$$$ $@
