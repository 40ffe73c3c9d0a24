#!/bin/sh
# The hotline on BENCH_COMPLAINTS (500,000) complaints, in a copy of the large database.
set -eu
"$BIN" --db "$DB" backup "$DIR/hotline.db" >/dev/null
"$TOOLS/hotline" "$DIR/hotline.db" "${BENCH_COMPLAINTS:-500000}"
rm -f "$DIR"/hotline.db*
