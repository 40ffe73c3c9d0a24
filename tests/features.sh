#!/bin/sh
# Each row of tests/features.tsv (id, name) with the tests that show it: C
# functions of tests/ whose name begins with the row's id, F229_area_error....
# missing=1 lists only the rows without. Says at the end how many have one.
set -u
export LC_ALL=C
cd "$(dirname "$0")/.." || exit 2
sources=$(find tests -name '*.c' | sort)
# shellcheck disable=SC2086 # no name of ours has a space
awk -F '\t' -v missing="${missing:-}" '
    FILENAME != "tests/features.tsv" {
        if (match($0, /^F[0-9][0-9][0-9]_[A-Za-z0-9_]+\(/)) {
            name = substr($0, 1, RLENGTH - 1)
            tests++
            for (rest = name; rest ~ /^F[0-9][0-9][0-9]_/; rest = substr(rest, 6)) { # F951_F952_both shows two rows
                id = substr(rest, 2, 3)
                shown[id] = shown[id] sprintf("       %-28s %s\n", FILENAME, name)
            }
        }
        next
    }
    /^#/ || !match($1, /[0-9][0-9][0-9]/) { next }
    {
        id = substr($1, RSTART, 3)
        known[id] = 1
        rows++
        if (id in shown) {
            having++
            if (missing == "")
                printf "F-%s  %s\n%s", id, $2, shown[id]
        } else
            printf "F-%s  %s%s\n", id, $2, missing == "" ? "\n       -" : ""
    }
    END {
        for (id in shown)
            if (!(id in known)) {
                printf "not a row: F%s\n%s", id, shown[id]
                strange = 1
            }
        printf "%d of %d rows are shown by %d tests\n", having, rows, tests
        exit strange
    }' $sources tests/features.tsv
