#!/bin/sh
# Does the lint see what it is for? Each row plants one violation in an empty
# tree and expects its complaint, or plants something harmless and expects none.
set -u
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d) || exit 1
trap 'rm -rf "$tree"' EXIT
failed=0

# plant PATH EXPECTED: the file is standard input; EXPECTED "" means silence.
plant() {
    rm -rf "$tree/tree"
    mkdir -p "$tree/tree/$(dirname "$1")" "$tree/tree/src"
    echo 'int lint_test_filler;' >"$tree/tree/src/main.c"
    cat >"$tree/tree/$1"
    said=$("$here/lint.sh" "$tree/tree" 2>&1)
    status=$?
    echo "[ RUN      ] lint: $1 $2"
    case $2 in
    '') [ -z "$said" ] && [ $status = 0 ] ;;
    *)  [ $status = 1 ] && [ "${said#*"$1"*"$2"}" != "$said" ] ;;
    esac
    if [ $? = 0 ]; then
        echo "[       OK ] lint: $1 $2"
    else
        echo "[  FAILED  ] lint: $1 $2"
        echo "said: $said"
        failed=1
    fi
}

c() { printf '%b\n' "$2" | plant "$1" "$3"; }

# layers
c src/base/a.c      '#include "rules/a.h"'          'base may use only'
c src/rules/a.c     '#include "data/a.h"'           'rules may use only'
c data/a.c          '#include "ui/kit/a.h"'         'data may use only'
c ui/kit/a.c        '#include "data/a.h"'           'kit may use only'
c ui/kit/a.c        '#include "rules/a.h"'          'kit may use only'
c ui/screens/a.c    '#include "command/a.h"'        'screens may use only'
c src/main.c        '#include "data/a.h"'           'main may use only'
c ui/screens/a.c    '#include "a.h"'                'from the root'
c ui/screens/a.c    '#include "data/a.h"\n#include "ui/kit/a.h"\n#include "rules/a.h"' ''
c src/command/a.c   '#include "data/a.h"\n#include "ui/screens/a.h"' ''
c data/a.c          '#include <sqlite3.h>'          'data/engine alone'
c data/engine/a.c   '#include <sqlite3.h>'          ''
c ui/screens/a.c    '#include <curses.h>'           'ui/kit alone'
c src/base/a.c      '#include <ncursesw/curses.h>'  'ui/kit alone'
c ui/kit/a.c        '#include <curses.h>'           ''
# statements
c ui/screens/a.c    'char *q = "SELECT name FROM customer";'    'SQL outside data/'
c src/command/a.c   'char *q = "UPDATE customer SET a = 1";'    'SQL outside data/'
c data/a.c          'char *q = "SELECT name FROM customer";'    ''
c ui/screens/a.c    '/* SELECT name FROM customer */'           ''
c ui/screens/a.c    'void f(void) { query_begin(s, q); }'       'belong to data/'
c data/a.c          'char *q = "SELECT name LIMIT 5 OFFSET 9";' 'never by OFFSET'
# calls
c src/base/a.c      'void f(void) { strcpy(a, b); }'            'strcpy()'
c src/base/a.c      'void f(void) { strcat (a, b); }'           'strcat()'
c src/base/a.c      'void f(void) { x = sprintf(a, b); }'       'sprintf()'
c src/base/a.c      'void f(void) { snprintf(a, 2, b); my_strcpy(a, b); }' ''
c src/base/a.c      'char *s = "strcpy(a, b)"; // strcpy(a, b)' ''
c src/base/a.c      '/* one\nstrcpy(a, b) */'                   ''
c src/base/a.c      "char c = '\"'; void f(void) { strcpy(a, b); }" 'strcpy()'
c src/base/a.c      'void f(void) { strtok(a, b); }'            'strtok()'
c src/base/a.c      'void f(void) { localtime(&t); }'           'localtime()'
c data/a.c          'void f(void) { gmtime_r(&t, &tm); }'       'gmtime_r()'
c src/base/date.c   'void f(void) { gmtime_r(&t, &tm); }'       ''
c ui/kit/a.c        'void f(void) { wcwidth(c); }'              'wcwidth()'
c ui/kit/a.c        'void f(void) { wget_wch(w, &c); }'         'wget_wch()'
c ui/kit/a.c        'void f(void) { flushinp(); }'              'flushinp()'
c src/command/a.c   'void f(void) { system(a); }'               'system()'
c src/command/a.c   'void f(void) { popen(a, b); }'             'popen()'
c src/rules/a.c     'void f(void) { time(NULL); }'              'time()'
c data/a.c          'double price;'                             'floating-point'
# files
c src/base/a.h      '#ifndef A_H'                               'QT_BASE_A_H'
c ui/kit/a-b.h      '#ifndef QT_UI_KIT_A_B_H'                   ''
c src/base/a.c      'int a;\t'                                  'a tab'
c src/base/a.c      "/* $(printf TO)DO */"                      'unfinished'
c src/base/a.c      'char *s = "/ho''me/somebody/x";'             'a path of one machine'
c tests/unit/a.c    "char *s = \"/$(printf root)/x\";"          'a path of one machine'
c ui/screens/a.c    'char *s = "客户";'                         'Chinese in po/'
c po/zh_CN/a.po     'msgstr "客户…"'                            'uncertain width'
c po/zh_CN/a.po     'msgstr "客户：姓名，电话。"'               ''
c data/schema/001-a.sql 'CREATE TABLE a (b INT, c INT AS (b + 1) STORED);'         'generated column'
c data/schema/001-a.sql 'CREATE TABLE a (b INT, c INT GENERATED ALWAYS AS (b));'   'generated column'
c data/schema/001-a.sql 'CREATE VIRTUAL TABLE a USING fts5(b);'                    ''
c data/schema/002-a.sql 'CREATE TABLE a (b INT);'               'step 1'
{ printf 'void\nf(void)\n{\n'; yes '    g();' | head -n 61; echo '}'; } | plant src/base/a.c '61 lines'
{ printf 'void\nf(void)\n{\n'; yes '    g();' | head -n 60; echo '}'; } | plant src/base/a.c ''
yes 'int a;' | head -n 701 | plant src/base/a.c 'more than 700'
exit $failed
