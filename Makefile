# `make help` lists what can be asked of this file.

.DEFAULT_GOAL := all
CC      ?= cc
BUILD   ?= build
prefix  ?= /usr/local
DESTDIR ?=
VERSION := 0.1

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
LIBS    := -lncursesw -ltinfo -lsqlite3 -lsodium -lutf8proc -lcsv $(LIBICONV) $(LIBINTL)

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

all: $(BIN) $(MO)

$(BIN): $(O)/src/main.o $(LIB)
	$(CC) $(LDEXTRA) $(LDFLAGS) -o $@ $^ $(LIBS)

$(LIB): $(OBJECTS)
	@rm -f $@
	ar rcs $@ $^

$(O)/%.o: %.c $(O)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(O)/gen/%.o: $(BUILD)/gen/%.c $(O)/flags
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# A change of flags rebuilds.
$(O)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(ALL_CFLAGS)' | cmp -s - $@ || echo '$(CC) $(ALL_CFLAGS)' >$@

# Content and schema are compiled in, byte for byte.
$(BUILD)/gen/embed: data/content/embed.c
	@mkdir -p $(@D)
	$(CC) -O1 -o $@ $<

$(BUILD)/gen/content.list: FORCE
	@mkdir -p $(@D)
	@echo '$(CONTENT)' | cmp -s - $@ || echo '$(CONTENT)' >$@

$(BUILD)/gen/content.c: $(BUILD)/gen/embed $(BUILD)/gen/content.list $(CONTENT)
	$< $(CONTENT) >$@.tmp && mv $@.tmp $@

$(MO): $(PO)
	@mkdir -p $(@D)
	msgcat --use-first $(PO) | msgfmt -c -o $@ -

# ---- tests -----------------------------------------------------------------
TEST_SRC  := $(sort $(wildcard tests/unit/*.c tests/store/*.c tests/screen/*_test.c tests/fault/*.c))
TEST_HELP := $(sort $(wildcard tests/*.c tests/screen/harness*.c))
TEST_BIN  := $(TEST_SRC:tests/%.c=$(O)/tests/%)
TEST_HOBJ := $(TEST_HELP:%.c=$(O)/%.o)
TEST_LIBS := -lcmocka -lvterm -lutil

$(O)/tests/%: $(O)/tests/%.o $(TEST_HOBJ) $(LIB)
	@mkdir -p $(@D)
	$(CC) $(LDEXTRA) $(LDFLAGS) -o $@ $< $(TEST_HOBJ) $(LIB) $(LIBS) $(TEST_LIBS)
.PRECIOUS: $(O)/%.o $(O)/tests/%.o

tests: $(TEST_BIN) all
.PHONY: all tests FORCE
FORCE:

-include $(OBJECTS:.o=.d) $(O)/src/main.d $(TEST_BIN:=.d) $(TEST_HOBJ:.o=.d)
