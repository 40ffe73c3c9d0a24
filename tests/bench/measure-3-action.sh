#!/bin/sh
# A durable save alone, and sixteen desks at once, in a copy of the large database.
set -eu
"$BIN" --db "$DB" backup "$DIR/action.db" >/dev/null
"$TOOLS/action" "$DIR/action.db" "$DIR/bare.db"
rm -f "$DIR"/action.db* "$DIR"/bare.db*
