#!/bin/sh
# make bench: a generated roster of BENCH_N customers (1,000,000) and BENCH_HOMES
# homes (300,000), the same bytes at every run, then each measure-*.sh in the order
# of its name. Figures are ratios of one run on one machine: each measure prints
# ours beside what one would use otherwise.
#
# A measure is given: BIN the program, TOOLS the built programs of tests/bench,
# DIR a folder for its files, CUSTOMERS, HOMES and OWNERS the GBK rosters, N and
# NHOMES their sizes, DB the database that the first of them makes.
set -eu
build=${BUILD:-build}
here=$(dirname "$0")
export BIN="$build/qiantai" TOOLS="$build/obj/tests/bench" DIR="$build/bench"
export N="${BENCH_N:-1000000}" NHOMES="${BENCH_HOMES:-300000}"
export CUSTOMERS="$DIR/customers-$N.csv" HOMES="$DIR/homes-$NHOMES.csv" OWNERS="$DIR/owners-$NHOMES.csv" DB="$DIR/bench.db"
mkdir -p "$DIR"

roster() {
    [ -s "$3" ] && [ "$3" -nt "$TOOLS/gen" ] && return
    "$TOOLS/gen" "$1" "$2" >"$3.new"
    mv "$3.new" "$3"
}
roster customers "$N" "$CUSTOMERS"
roster homes "$NHOMES" "$HOMES"
roster owners "$NHOMES" "$OWNERS"

echo "$N customers, $NHOMES homes; $(nproc) cores; $(sqlite3 --version | cut -d ' ' -f 1) sqlite3; $("$BIN" --version)"
for measure in "$here"/measure-*.sh; do
    [ -e "$measure" ] || continue
    echo
    sh "$measure"
done
