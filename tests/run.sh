#!/bin/sh
# Runs the built test programs, the lint and the catalogue check; prints what
# failed and, as the last line, the sums. run.sh [SUITE...]: only suites whose
# path begins so ("unit", "store/journal"). BUILD and JOBS come from the
# Makefile; QT_SOAK=1 runs the long proofs in full and nothing else.
set -u
build=${BUILD:-build} jobs=${JOBS:-2} soak=${QT_SOAK:-}
bin=$build/san/tests
out=$build/test-output
if [ -n "$soak" ]; then out=$build/soak-output; fi       # beside a usual run
# seconds until a suite counts as hung
limit=${QT_LIMIT:-240}
[ -n "$soak" ] && limit=1500

# Locales that the system lacks were made by `make deps`. LOCPATH hides the
# system's own, so it is set only where they were.
if [ -e "$build/locale-test/done" ]; then
    LOCPATH=$(cd "$build/locale-test" && pwd)
    export LOCPATH
fi
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_leaks=1}"
# newlocale() of glibc does not give back the LOCPATH it took apart.
export LSAN_OPTIONS="${LSAN_OPTIONS:-suppressions=$PWD/tests/lsan.supp:print_suppressions=0}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1}"

# The suites' paths, those that take long first: they then run beside the others.
suites() {
    if [ -n "$soak" ]; then set -- fault fuzz; fi
    for source in tests/fault/*.c tests/fuzz/*.c tests/screen/*_test.c tests/store/*.c tests/unit/*.c \
                  tests/lint.sh tests/catalogue.sh tests/*_test.sh; do
        [ -e "$source" ] || continue
        name=${source#tests/}
        if [ $# = 0 ]; then echo "$name"; continue; fi
        for wanted; do
            case $name in "$wanted"*) echo "$name"; break ;; esac
        done
    done
}

# Reads a suite's output and exit status, prints "passed failed skipped". A
# test that began and never ended, or an exit that no failed test explains (a
# leak, a crash, the time limit), is one failure more.
count() {
    awk -v status="$2" '
        /^\[==========\] .*run\.?$/ { over = 1 }
        over { next }
        /^\[ RUN      \]/ { begun++ }
        /^\[       OK \]/ { passed++ }
        /^\[  FAILED  \]/ { failed++ }
        /^\[  SKIPPED \]/ { skipped++ }
        END {
            if (begun > passed + failed + skipped || (status != 0 && !failed))
                failed++
            print passed + 0, failed + 0, skipped + 0
        }' "$1"
}

# run_one NAME: one suite into $out, its counts beside it.
run_one() {
    log=$out/$(echo "$1" | tr / -)
    case $1 in
    *.sh) timeout "$limit" "tests/$1" ;;
    *)    timeout "$limit" "$bin/${1%.c}" ;;
    esac >"$log" 2>&1 </dev/null
    status=$?
    [ $status = 124 ] && echo "not finished within $limit seconds" >>"$log"
    # A check that does not name its tests is one test: its exit status. A
    # program without any has been forgotten somewhere.
    if [ $status = 0 ] && ! grep -q '^\[ RUN      \]' "$log"; then
        case $1 in
        *.sh) echo "[       OK ] $1" >>"$log" ;;
        *)    echo "no test ran" >>"$log"; status=1 ;;
        esac
    fi
    counts=$(count "$log" $status)
    echo "$counts" >"$log.counts"
    case $counts in *" 0 "*) ;; *) show "$1" "$log" ;; esac
    # Why something was skipped is said too.
    [ -n "${QT_VERBOSE:-}" ] && grep -B 1 '^\[  SKIPPED \]' "$log" | grep -v '^\[ RUN\|^--'
    return 0
}

# One suite's failures at a time, however many run.
show() {
    (
        flock 9
        echo "---- $1"
        # What a failed test did not give back is no leak of its own.
        awk '/^\[ RUN      \]|^\[       OK \]/ { next }
             /^\[  FAILED  \]/ { failed = 1 }
             failed && /LeakSanitizer: detected/ { exit }
             { print }' "$2" | tail -n 120
    ) 9>"$out/lock"
}

if [ "${1:-}" = --one ]; then
    run_one "$2"
    exit
fi

rm -rf "$out"
mkdir -p "$out"
suites "$@" | QT_LIMIT=$limit xargs -r -n 1 -P "$jobs" "$0" --one
cat "$out"/*.counts 2>/dev/null | awk '
    { passed += $1; failed += $2; skipped += $3 }
    END {
        printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        exit failed > 0 || passed == 0
    }'
