#!/bin/sh
# A desk's day on a copy of the large database: 100,000 open tasks, then the real program in a pseudo-terminal.
set -eu
"$BIN" --db "$DB" backup "$DIR/desk.db" >/dev/null
"$TOOLS/task" "$DIR/desk.db"
echo
"$TOOLS/screen" "$DIR/desk.db"
rm -rf "$DIR"/desk.db*
