# `make help` lists what can be asked of this file.

.DEFAULT_GOAL := all
CC      ?= cc
BUILD   ?= build
prefix  ?= /usr/local
DESTDIR ?=
VERSION := 0.1
JOBS    ?= $(shell nproc 2>/dev/null || echo 2)

# SAN=1 builds everything under the sanitizers, in a folder of its own.
SAN ?=
ifeq ($(SAN),1)
O        := $(BUILD)/san
OPT      := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
LDEXTRA  := -fsanitize=address,undefined
else
O        := $(BUILD)/obj
OPT      := -O2 -g
LDEXTRA  :=
endif
WARN    := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith $(WERROR)
CPPF    := -I. -Isrc -I$(BUILD)/gen -D_GNU_SOURCE -D_XOPEN_SOURCE_EXTENDED=1 -DNCURSES_WIDECHAR=1 \
           -DSQLITE_ENABLE_SESSION -DSQLITE_ENABLE_PREUPDATE_HOOK -DQT_VERSION='"$(VERSION)"' \
           -DQT_PREFIX='"$(prefix)"'
ALL_CFLAGS := -std=gnu11 $(OPT) $(WARN) $(CPPF) $(CFLAGS)
# iconv and gettext are in the C library of Linux; elsewhere they are libraries.
ifneq ($(shell uname),Linux)
LIBICONV ?= -liconv
LIBINTL  ?= -lintl
endif
LIBS    := -lncursesw -ltinfo -lsqlite3 -lsodium -lutf8proc $(LIBICONV) $(LIBINTL)

BASE    := $(sort $(wildcard src/base/*.c))
RULES   := $(sort $(wildcard src/rules/*.c))
COMMAND := $(sort $(wildcard src/command/*.c))
DATA    := $(sort $(wildcard data/*.c data/engine/*.c))
KIT     := $(sort $(wildcard ui/kit/*.c))
SCREENS := $(sort $(wildcard ui/screens/*.c))
SOURCES := $(BASE) $(RULES) $(COMMAND) $(DATA) $(KIT) $(SCREENS)
OBJECTS := $(SOURCES:%.c=$(O)/%.o) $(O)/gen/content.o
LIB     := $(O)/libqiantai.a
BIN     := $(BUILD)/qiantai
PO      := $(sort $(wildcard po/*.po po/zh_CN/*.po))
MO      := $(BUILD)/locale/zh_CN/LC_MESSAGES/qiantai.mo
CONTENT := $(sort $(wildcard data/content/*.csv data/content/*.txt data/schema/*.sql))

ifeq ($(SAN),1)
BIN := $(BUILD)/san/qiantai
endif

# V=1 shows the commands whole.
V ?=
ifeq ($(V),1)
say =
Q   =
else
say = @echo '  $(1)  $@'
Q   = @
endif

all: $(BIN) $(MO)

$(BIN): $(O)/src/main.o $(LIB)
	$(call say,LD)
	$(Q)$(CC) $(LDEXTRA) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIB): $(OBJECTS)
	@rm -f $@
	$(call say,AR)
	$(Q)ar rcs $@ $^

$(O)/%.o: %.c $(O)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(O)/gen/%.o: $(BUILD)/gen/%.c $(O)/flags
	@mkdir -p $(@D)
	$(call say,CC)
	$(Q)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# A change of flags rebuilds.
$(O)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS)' >$@

# Content and schema are compiled in, byte for byte.
$(BUILD)/gen/embed: data/content/embed.c
	@mkdir -p $(@D)
	$(Q)$(CC) -O1 -o $@ $<

$(BUILD)/gen/content.list: FORCE
	@mkdir -p $(@D)
	@echo '$(CONTENT)' | cmp -s - $@ || echo '$(CONTENT)' >$@

$(BUILD)/gen/content.c: $(BUILD)/gen/embed $(BUILD)/gen/content.list $(CONTENT)
	$(Q)$< $(CONTENT) >$@.tmp && mv $@.tmp $@

$(MO): $(PO)
	@mkdir -p $(@D)
	$(call say,MO)
	$(Q)msgcat --use-first $(PO) | msgfmt --check-format -o $@ -

# ---- tests -----------------------------------------------------------------
TEST_SRC  := $(sort $(wildcard tests/unit/*.c tests/store/*.c tests/screen/*_test.c tests/fault/*.c tests/fuzz/*.c))
TEST_HELP := $(sort $(wildcard tests/*.c tests/screen/harness*.c))
TEST_BIN  := $(TEST_SRC:tests/%.c=$(O)/tests/%)
TEST_HOBJ := $(TEST_HELP:%.c=$(O)/%.o)
TEST_LIBS := -lcmocka -lvterm -lutil

$(O)/tests/%: $(O)/tests/%.o $(TEST_HOBJ) $(LIB)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(LDEXTRA) $(LDFLAGS) -o $@ $< $(TEST_HOBJ) $(LIB) $(LIBS) $(TEST_LIBS)
.PRECIOUS: $(O)/%.o $(O)/tests/%.o

# Little programs that the tests drive.
TEST_TOOL := $(patsubst tests/%.c,$(O)/tests/%,$(filter-out $(TEST_HELP),$(sort $(wildcard tests/screen/*_demo.c))))

tests: $(TEST_BIN) $(TEST_TOOL) all
tests-list:
	@printf '%s\n' $(TEST_BIN)

# ---- what a person types ---------------------------------------------------
# A step below another make gets its own -j; one given by hand is kept.
STEP     = $(MAKE) --no-print-directory $(if $(findstring -j,$(MAKEFLAGS)),,-j$(JOBS))
DEMO    := $(BUILD)/demo.db
SUITES  ?=

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

deps: ## installs what building, running and testing need (says what and why)
	@CC='$(CC)' BUILD='$(BUILD)' .ci/deps

run: deps ## builds, then opens the demonstration's desk
	@+$(STEP) all
	@$(BUILD)/qiantai --db $(DEMO) init --demo --refresh
	@$(BUILD)/qiantai --db $(DEMO)

demo: deps ## makes the demonstration database anew
	@+$(STEP) all
	rm -rf $(DEMO) $(DEMO)-wal $(DEMO)-shm $(DEMO).drafts
	$(BUILD)/qiantai --db $(DEMO) init --demo

test: deps ## all tests under the sanitizers, catalogue, lint (SUITES='unit/text ...' for some)
	@+$(STEP) SAN=1 WERROR=-Werror tests
	@BUILD='$(BUILD)' JOBS='$(JOBS)' tests/run.sh $(SUITES)

soak: deps ## the long proofs in full: kills, races, fuzzers
	@+$(STEP) SAN=1 WERROR=-Werror tests
	@BUILD='$(BUILD)' JOBS='$(JOBS)' QT_SOAK=1 tests/run.sh $(SUITES)

bench: ## measures on a million customers, beside what one would use otherwise
	@CC='$(CC)' BUILD='$(BUILD)' .ci/deps bench
	@+$(STEP) all benches
	@BUILD='$(BUILD)' tests/bench/run.sh

lint: ## layers, banned calls, catalogue complete
	@tests/lint.sh
	@tests/catalogue.sh

features: ## each feature row with its tests (missing=1: only rows without)
	@missing='$(missing)' tests/features.sh

pictures: deps ## writes the stored pictures of the screens anew
	@+$(STEP) SAN=1 tests
	@BUILD='$(BUILD)' JOBS='$(JOBS)' QT_PICTURES=1 tests/run.sh screen

install: all ## installs under $(DESTDIR)$(prefix): program, catalogue, man page
	install -d '$(DESTDIR)$(prefix)/bin' '$(DESTDIR)$(prefix)/share/locale/zh_CN/LC_MESSAGES' \
	           '$(DESTDIR)$(prefix)/share/man/man1'
	install -m 755 $(BIN) '$(DESTDIR)$(prefix)/bin/qiantai'
	install -m 644 $(MO) '$(DESTDIR)$(prefix)/share/locale/zh_CN/LC_MESSAGES/qiantai.mo'
	install -m 644 src/qiantai.1 '$(DESTDIR)$(prefix)/share/man/man1/qiantai.1'

clean: ## removes everything that was built, the demonstration too
	rm -rf $(BUILD)

# ---- fuzz: the same functions under clang's libFuzzer (tests/fuzz/*.c run without it too) ----
FUZZ_BIN := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(sort $(wildcard tests/fuzz/*.c)))

# What a fuzz function needs beside base and kit.
$(BUILD)/fuzz/ringing_fuzz: FUZZ_MORE := $(RULES) $(DATA) $(O)/gen/content.o $(LIBS)
$(BUILD)/fuzz/ringing_fuzz: $(RULES) $(DATA) $(O)/gen/content.o

$(BUILD)/fuzz/%: tests/fuzz/%.c tests/fuzz/driver.h $(BASE) $(KIT)
	@mkdir -p $(@D)
	$(call say,FUZZ)
	$(Q)clang -std=gnu11 -O1 -g -fsanitize=fuzzer,address,undefined $(CPPF) -DQT_LIBFUZZER -o $@ $< $(BASE) $(KIT) \
		$(FUZZ_MORE) -lncursesw -ltinfo -lutf8proc

fuzzers: $(FUZZ_BIN) ## the fuzz functions under clang's libFuzzer, into build/fuzz

# ---- benches: one program per file, optimised as the program is ------------
BENCH_BIN := $(patsubst tests/%.c,$(O)/tests/%,$(sort $(wildcard tests/bench/*.c)))

$(BENCH_BIN): $(O)/tests/bench/%: $(O)/tests/bench/%.o $(TEST_HOBJ) $(LIB)
	@mkdir -p $(@D)
	$(call say,LD)
	$(Q)$(CC) $(LDEXTRA) $(LDFLAGS) -o $@ $< $(TEST_HOBJ) $(LIB) $(LIBS) $(TEST_LIBS)

benches: $(BENCH_BIN)

.PHONY: all tests tests-list benches fuzzers help deps run demo test soak bench lint features pictures \
        install clean FORCE
FORCE:

-include $(OBJECTS:.o=.d) $(O)/src/main.d $(TEST_BIN:=.d) $(TEST_TOOL:=.d) $(TEST_HOBJ:.o=.d) $(BENCH_BIN:=.d)
