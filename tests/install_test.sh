#!/bin/sh
# Does what `make install` puts somewhere speak Chinese there, and is its man
# page about the commands it has?
set -u
bin=${BUILD:-build}/san/qiantai
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
failed=0

check() {
    name=$1; shift
    echo "[ RUN      ] $name"
    if "$@"; then echo "[       OK ] $name"; else echo "[  FAILED  ] $name"; failed=1; fi
}

installed() {
    make -s install SAN=1 -o all BIN="$bin" DESTDIR="$tree" prefix=/usr &&
        [ -x "$tree/usr/bin/qiantai" ] && [ -s "$tree/usr/share/man/man1/qiantai.1" ]
}
speaks_chinese() { LC_ALL=C.UTF-8 "$tree/usr/bin/qiantai" --help | grep -q 用法; }
speaks_english() { LC_ALL=C.UTF-8 "$tree/usr/bin/qiantai" --lang en --help | grep -q Usage; }
# "import" of a row ".BI import " or ".TP\n.B verify".
in_manual() { awk '/^\.SH COMMANDS/ { on = 1; next } /^\.SH/ { on = 0 } on && /^\.B/ { gsub("\"", ""); print $2 }' src/qiantai.1 | grep -v '^[\\"]' | sort -u; }
in_program() { "$bin" --lang en --help | awk '/^  [a-z]/ { print $1 }' | grep -v '^desk$' | sort -u; }
manual_knows_all() { in_program | while read -r name; do in_manual | grep -qx "$name" || { echo "not in the manual: $name"; exit 1; }; done; }
exit_codes() {
    "$bin" --version >"$tree/out" 2>"$tree/err" && [ -s "$tree/out" ] && [ ! -s "$tree/err" ] || return 1
    "$bin" nonsense >"$tree/out" 2>"$tree/err"
    [ $? = 2 ] && [ ! -s "$tree/out" ] && [ -s "$tree/err" ] || return 1
    "$bin" --help >/dev/full 2>"$tree/err"
    [ $? = 1 ] && [ -s "$tree/err" ]
}

check 'make install puts program, catalogue and manual under the prefix' installed
check 'the installed program speaks Chinese' speaks_chinese
check 'and English when asked' speaks_english
check 'the manual knows every command' manual_knows_all
check 'exit codes and streams are kept apart' exit_codes
exit $failed
