#!/bin/sh
# Two functions of one name in one library: the linker takes the first it meets
# and says nothing.
twice=$(nm -g --defined-only "${BUILD:-build}/san/libqiantai.a" | awk 'NF == 3 { print $3 }' | sort | uniq -d | grep -v '^__odr_asan')
[ -z "$twice" ] && exit 0
echo "defined twice:" $twice
exit 1
