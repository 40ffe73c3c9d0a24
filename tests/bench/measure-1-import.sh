#!/bin/sh
# The roster of N customers comes in with all checks, journal and find index, beside iconv | sqlite3 .import into a
# bare table with two indexes. Memory is what is the program's own (RssAnon): mapped pages of the file are not counted.
set -eu
seconds() { date +%s.%N; }
since() { echo "$(seconds) $1" | awk '{ printf "%.2f", $1 - $2 }'; }

# peak COMMAND...: runs it, prints its greatest RssAnon in MB.
peak() {
    "$@" >"$DIR/import.log" 2>&1 &
    pid=$! most=0
    while kill -0 $pid 2>/dev/null; do
        now=$(awk '/^RssAnon/ { print $2 }' "/proc/$pid/status" 2>/dev/null || true)
        [ "${now:-0}" -gt "$most" ] && most=$now
        sleep 0.05
    done
    wait $pid || { cat "$DIR/import.log" >&2; exit 1; }
    echo $((most / 1024))
}

# bring KIND FILE ROWS
bring() {
    from=$(seconds)
    memory=$(peak "$BIN" --db "$db" import "$1" "$2" --now)
    took=$(since "$from")
    echo "$1 $3 $took $memory" | awk '{ printf "import %-10s %8d rows  %8.2f s  %8.0f rows/s  %4d MB\n", $1, $2, $3, $2 / $3, $4 }'
}

rm -f "$DB" "$DB"-wal "$DB"-shm "$DIR"/part.db*
head -n $((N / 10)) "$CUSTOMERS" >"$DIR/part.csv"
db=$DIR/part.db
"$BIN" --db "$db" init >/dev/null
bring customers "$DIR/part.csv" $((N / 10))
rm -f "$DIR"/part.db* "$DIR/part.csv"

db=$DB
"$BIN" --db "$db" init >/dev/null
bring homes "$HOMES" "$NHOMES"
bring customers "$CUSTOMERS" "$N"
ours=$took
bring owners "$OWNERS" "$NHOMES"

bare=$DIR/bare.db
rm -f "$bare"
from=$(seconds)
iconv -f GB18030 -t UTF-8 "$CUSTOMERS" >"$DIR/customers-utf8.csv"
sqlite3 "$bare" >/dev/null <<SQL
CREATE TABLE roster(name, phone, idcard, sex, job, source, note);
CREATE INDEX roster_name ON roster(name);
CREATE INDEX roster_phone ON roster(phone);
.mode csv
.import --skip 1 "$DIR/customers-utf8.csv" roster
SQL
took=$(since "$from")
rm -f "$bare"
echo "$N $took $ours" | awk '{ printf "iconv | sqlite3 .import, 2 indexes %8d rows  %8.2f s  %8.0f rows/s; ours takes %.0f times as long\n", $1, $2, $1 / $2, $3 / $2 }'
