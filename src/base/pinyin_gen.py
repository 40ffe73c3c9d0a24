#!/usr/bin/env python3
"""Writes pinyin_table.h from Unihan_Readings.txt (Debian package unicode-data).

    bzcat /usr/share/unicode/Unihan_Readings.txt.bz2 | python3 src/base/pinyin_gen.py > src/base/pinyin_table.h

The first reading of a character is the first of kMandarin (common on the mainland); the others come from
the dictionaries of the modern language (kHanyuPinlu, kTGHZ2013, kXHC1983) and from the rest of kMandarin.
Tones are dropped, u with umlaut becomes v.
"""
import re
import sys
import unicodedata

FIRST = "kMandarin"
OTHERS = ("kHanyuPinlu", "kTGHZ2013", "kXHC1983")
RANGES = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
EXTENSION = 0x20000

# Where the first reading of kMandarin is not the one people use: the usual one, put in front.
USUAL = {
    "\u5730": "di", "\u54b3": "ke", "\u8457": "zhu", "\u62d3": "tuo", "\u5e27": "zhen", "\u8e52": "pan", "\u524b": "ke",
    "\u57d4": "pu", "\u91d0": "li", "\u5f77": "pang", "\u5581": "yong",
}
# Characters of the national list of 2013 that are also looked for under a reading Unihan lacks.
ALSO = {
    "\U0002b413": "bu", "\U0002c1d9": "pei", "\U0002c542": "gong", "\U0002c62d": "lin", "\U0002cb6c": "wei", "\U0002cbbf": "qi",
}


def plain(reading):
    """One reading as typed on a keyboard, "" where it has no vowel letters of ours."""
    text = unicodedata.normalize("NFD", reading.strip().lower()).replace("u\u0308", "v")
    text = "".join(c for c in text if not unicodedata.combining(c))
    return text if re.fullmatch("[a-z]+", text) else ""


def values(field, text):
    if field == FIRST:
        return text.split()
    if field == "kHanyuPinlu":
        return [re.sub(r"\(.*", "", word) for word in text.split()]
    return [r for word in text.split() for r in word.split(":", 1)[1].split(",")]


def read(source):
    table = {}
    for line in source:
        parts = line.rstrip("\n").split("\t")
        if len(parts) == 3 and parts[1] in (FIRST,) + OTHERS:
            table.setdefault(int(parts[0][2:], 16), {})[parts[1]] = values(parts[1], parts[2])
    readings = {}
    for cp, fields in table.items():
        found = fields.get(FIRST, [])[:1]
        for field in OTHERS:
            found += fields.get(field, [])
        found += fields.get(FIRST, [])[1:]
        found = [USUAL.get(chr(cp), "")] + found + [ALSO.get(chr(cp), "")]
        found = list(dict.fromkeys(p for p in map(plain, found) if p))
        if found:
            readings[cp] = found
    return readings


def emit(kind, name, numbers, note=""):
    print("%sstatic const %s %s[] = {" % (note, kind, name))
    line = ""
    for n in numbers:
        cell = "%s," % n
        if len(line) + len(cell) > 110:
            print(line)
            line = ""
        line += cell
    print(line)
    print("};\n")


def main():
    readings = read(sys.stdin)
    syllables = sorted({r for found in readings.values() for r in found})
    number = {s: i + 1 for i, s in enumerate(syllables)}
    lists, places = [0], {}

    def code(cp):
        found = tuple(number[r] for r in readings.get(cp, ()))
        if len(found) < 2:
            return found[0] if found else 0
        if found not in places:
            places[found] = len(lists)
            lists.extend(found + (0,))
        return MANY | places[found]

    print("/* Written by pinyin_gen.py from Unihan; do not edit.")
    print(" * %d characters, %d syllables. A code is the number of a syllable, from 1; with PINYIN_MANY it is a" %
          (len(readings), len(syllables)))
    print(" * place in pinyin_lists, where the numbers of several readings stand, ended by 0. */")
    print("#ifndef QT_BASE_PINYIN_TABLE_H\n#define QT_BASE_PINYIN_TABLE_H\n")
    print("enum { PINYIN_MANY = 0x%04X, PINYIN_EXTENSION = 0x%X };\n" % (MANY, EXTENSION))
    emit("char *const", "pinyin_syllables", ['""'] + ['"%s"' % s for s in syllables])
    for first, last in RANGES:
        emit("uint16_t", "pinyin_%04x" % first, [code(cp) for cp in range(first, last + 1)],
             "/* U+%04X to U+%04X */\n" % (first, last))
    wide = [(cp - EXTENSION) << 15 | code(cp) for cp in sorted(readings) if cp >= EXTENSION]
    emit("uint32_t", "pinyin_wide", wide, "/* The planes above: (character - PINYIN_EXTENSION) << 15 | code, in order. */\n")
    emit("uint16_t", "pinyin_lists", lists)
    print("#endif")


MANY = 0x4000
main()
