#!/usr/bin/env python3
"""Writes idcard_regions.h from a list of county codes with their years (code, province, prefecture,
name, level, state, from, to, ...): the first four digits that ever began a resident id number, with
the last year in which one of their codes was in use.

    python3 src/base/idcard_regions.py areacodes-history.csv > src/base/idcard_regions.h
"""
import csv
import sys

HEAD = """/* Written by idcard_regions.py; do not edit.
 * First four digits of a division code, and the last year in which a code beginning so was in use
 * (9999: still is). Public administration numbers people of development zones by codes of its own,
 * so the last two digits are not held against anybody. */
#ifndef QT_BASE_IDCARD_REGIONS_H
#define QT_BASE_IDCARD_REGIONS_H

static const struct { unsigned short prefix, last; } region_prefixes[] = {"""

# Residence permits of people from Hong Kong, Macao and Taiwan are numbered like id cards.
PERMITS = {"8100": 9999, "8200": 9999, "8300": 9999}


def main():
    last = dict(PERMITS)
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as source:
        for row in list(csv.reader(source))[1:]:
            prefix = row[0][:4]
            year = int(row[7]) if row[7] else 9999
            last[prefix] = max(last.get(prefix, 0), year)
    print(HEAD)
    line = "   "
    for prefix in sorted(last):
        cell = " {%s,%d}," % (prefix, last[prefix])
        if len(line) + len(cell) > 110:
            print(line)
            line = "   "
        line += cell
    print(line)
    print("};")
    print("\n#endif")


main()
