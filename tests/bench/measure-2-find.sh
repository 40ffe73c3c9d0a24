#!/bin/sh
# The find box on N customers and NHOMES homes with their owners.
set -eu
"$TOOLS/find" "$DB" "$DIR/customers-utf8.csv"
