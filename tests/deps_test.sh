#!/bin/sh
# Does `make deps` keep quiet where nothing is missing, say what and why where
# something is, and stop where it cannot install?
set -u
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
failed=0

# Stand-ins that leave word of every call.
mkdir "$tree/fake" "$tree/bare"
for name in apt-get sudo; do
    printf '#!/bin/sh\necho "%s $*" >>"%s/calls"\n' $name "$tree" >"$tree/fake/$name"
    chmod +x "$tree/fake/$name"
done
# A system of another family: everything but apt-get and sudo.
for name in sh cc gcc as ld id printf grep sed locale env ar mkdir touch; do
    ln -s "$(command -v $name)" "$tree/bare/$name" 2>/dev/null
done

# verdict NAME: of the command before.
verdict() {
    if [ $? = 0 ]; then result='      OK'; else result=' FAILED '; failed=1; cat "$tree/said" "$tree/calls"; fi
    echo "[ RUN      ] $1"
    echo "[ $result ] $1"
}

: >"$tree/calls"
PATH="$tree/fake:$PATH" .ci/deps >"$tree/said" 2>&1 && [ ! -s "$tree/calls" ]
verdict 'nothing missing: neither network nor root is asked'

PATH="$tree/fake:$PATH" CC=no-such-compiler BUILD="$tree" .ci/deps >"$tree/said" 2>&1
grep -q 'gcc  *compiles the program' "$tree/said" && grep -q 'libsqlite3-dev  *keeps the records' "$tree/said" &&
    grep -q 'apt-get.* update' "$tree/calls" && grep -q 'apt-get.* install.* gcc .*libsqlite3-dev' "$tree/calls"
verdict 'what is missing is named with its reason, then installed'

: >"$tree/calls"
PATH="$tree/bare" CC=no-such-compiler .ci/deps >"$tree/said" 2>&1
[ $? = 1 ] && grep -q 'no Debian.*gcc.*libsqlite3-dev' "$tree/said" && [ ! -s "$tree/calls" ]
verdict 'another system: the packages are named, and that is all'
exit $failed
