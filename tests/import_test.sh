#!/bin/sh
# import, export, backup, restore, verify, init through the real program: exit codes, what goes to which stream,
# files left behind.
set -u
bin=$(cd "$(dirname "${BUILD:-build}")" && pwd)/$(basename "${BUILD:-build}")/san/qiantai
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cd "$dir" || exit 1
export QIANTAI_DB="$dir/t.db" LC_ALL=C.UTF-8
failed=0

check() {
    name=$1; shift
    echo "[ RUN      ] $name"
    if "$@"; then echo "[       OK ] $name"; else echo "[  FAILED  ] $name"; failed=1; fi
}
# expect CODE COMMAND...: into out and err.
expect() {
    want=$1; shift
    "$bin" --lang en "$@" >out 2>err
    got=$?
    [ $got = "$want" ] && return 0
    echo "exit $got, not $want: $*"; cat out err
    return 1
}

init_is_private() {
    expect 0 init && [ "$(stat -c %a t.db)" = 600 ] && [ ! -s out ] || return 1
    expect 1 init && [ -s err ] && expect 2 init nonsense && expect 2 import customers && expect 2 import
}
F815_all_or_nothing() {
    printf '姓名,手机\n王芳,13800135678\n李四,1380013\n' | iconv -t GBK >bad.csv
    expect 1 import customers bad.csv && [ ! -s out ] && grep -q 'line 3' err && expect 0 export customers && [ "$(wc -l <out)" = 1 ]
}
F815_rejects() {
    expect 3 import customers bad.csv --rejects rejected.csv && grep -q '1 new' out && [ -s rejected.csv ] &&
        expect 3 import customers bad.csv --rejects rejected.csv && grep -q '0 new' out
}
F815_differs() {
    printf '姓名,手机,职业\n王芳,13800135678,退休\n' >more.csv
    expect 3 import customers more.csv && expect 0 import customers more.csv --update && expect 0 import customers more.csv --dry-run
}
F815_from_a_pipe() {
    printf '姓名,手机\n赵云,13700001111\n' | "$bin" --lang en import customers - >out 2>err && grep -q '1 new' out
}
F021_to_a_pipe_nothing_that_gbk_lacks() {
    printf '姓名,手机\n䶮,13700002222\n' >rare.csv
    expect 0 import customers rare.csv && expect 1 export customers --charset gbk && [ ! -s out ] && grep -q 'U+4DAE' err &&
        expect 0 export customers --charset gb18030 && iconv -f GB18030 -t UTF-8 out | grep -q 䶮 &&
        expect 1 export customers out.csv --charset gbk && [ ! -e out.csv ]
}
F024_backup_and_restore() {
    expect 0 backup copy.db && [ "$(stat -c %a copy.db)" = 600 ] && expect 0 import customers rare.csv &&
        expect 0 export customers && cp out before && printf '姓名,手机\n钱七,13955556666\n' >new.csv &&
        expect 0 import customers new.csv && expect 0 restore copy.db && expect 0 export customers && cmp -s out before &&
        expect 1 backup t.db && expect 1 restore bad.csv && expect 0 verify
}
# Bytes of a file name in the newest entry, altered behind the program's back.
F022_verify_tells_what_was_altered() {
    expect 0 verify && LC_ALL=C sed -i 's/"file":"rare\.csv"/"file":"rarE.csv"/' t.db && expect 3 verify && [ -s out ]
}
columns_without_a_database() {
    QIANTAI_DB="$dir/none.db" expect 0 import homes --columns && grep -q 房号 out && [ ! -e none.db ]
}

check 'init makes a private file and refuses one that is there' init_is_private
check F815_all_or_nothing_with_file_line_and_exit_1 F815_all_or_nothing
check F815_rejected_rows_make_exit_3 F815_rejects
check F815_rows_that_differ_make_exit_3_until_update F815_differs
check F815_a_list_from_a_pipe F815_from_a_pipe
check F021_to_a_pipe_nothing_that_gbk_lacks F021_to_a_pipe_nothing_that_gbk_lacks
check F024_backup_and_restore_give_the_same_records F024_backup_and_restore
check F022_verify_tells_what_was_altered F022_verify_tells_what_was_altered
check 'columns are told without a database' columns_without_a_database
exit $failed
