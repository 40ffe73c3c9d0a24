#!/bin/sh
# The rules of the house that a reader would have to remember: layers, banned
# calls, header guards, Chinese that fits its cells. Prints what breaks them;
# exit 1 then. lint.sh [ROOT]: another checkout (tests/lint_test.sh).
set -u
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/..}" || exit 2
export LC_ALL=C

# Calls that are right in one place: path:call.
# draw and probe must agree with what curses thinks of a character.
allowed='ui/kit/draw.c:wcwidth ui/kit/probe.c:wcwidth
'

complaints() {
    # shellcheck disable=SC2046 # no name of ours has a space
    set -- $(find src data ui tests \( -name '*.c' -o -name '*.h' \) -type f 2>/dev/null | sort)
    if [ $# = 0 ]; then echo "nothing to look at in $PWD"; return; fi
    awk -v allowed=" $(echo "$allowed" | tr '\n' ' ') " -f "$here/lint.awk" "$@"

    # A generated column makes sessions answer nonsense: laptops could not merge.
    grep -sniE 'GENERATED +ALWAYS|[^A-Za-z]AS *\(.*\) *(STORED|VIRTUAL)' data/schema/*.sql /dev/null |
        sed 's/:[^:]*$/: a generated column/'

    # Migrations are one series without a gap.
    n=0
    for step in data/schema/*.sql; do
        [ -e "$step" ] || continue
        n=$((n + 1))
        case ${step##*/} in
        "$(printf %03d $n)"-*.sql) ;;
        *) echo "$step: step $n of the series was expected here" ;;
        esac
    done

    # Characters whose width depends on the terminal shift every cell behind them:
    # long dash, ellipsis, curly quotes, middle dot, times, circled digits.
    wide=$(printf '\342\200\224|\342\200\246|\342\200\234|\342\200\235|\342\200\230|\342\200\231|\302\267|\303\227|\342\221[\240-\277]')
    grep -snE "$wide" po/zh_CN/*.po /dev/null | grep -v '^[^:]*:[0-9]*:#' |
        sed 's/$/   <- a character of uncertain width/'

    # This machine's folders mean nothing on the next.
    grep -rnE '(^|[^A-Za-z0-9_.])/(work|root)/' src data/*.c data/schema data/content ui po tests Makefile README.md .ci \
        2>/dev/null | grep -v '^tests/lint' | sed 's/$/   <- a path of one machine/'
}

found=$(complaints)
[ -z "$found" ] && exit 0
printf '%s\n' "$found"
exit 1
