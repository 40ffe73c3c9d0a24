# Writes src/base/width_table.h: the code points that do not take one column.
#
#   awk -f src/base/width.awk /usr/share/unicode/PropList.txt \
#       /usr/share/unicode/EastAsianWidth.txt /usr/share/unicode/UnicodeData.txt \
#       > src/base/width_table.h
#
# The files are those of the Debian package unicode-data. Zero columns: what
# combines (Mn, Me), what formats (Cf, but for the soft hyphen and the Arabic
# signs that stand before a number), the Hangul vowels and finals that join a
# syllable. Two: East Asian Wide and Fullwidth. Three in the table stands for
# Ambiguous: one or two, as the terminal draws it.

function hex(text,    i, value) {
    value = 0
    text = toupper(text)
    for (i = 1; i <= length(text); i++)
        value = value * 16 + index("0123456789ABCDEF", substr(text, i, 1)) - 1
    return value
}

function bounds(text,    parts) {
    gsub(/[ \t]/, "", text)
    first = last = hex(text)
    if (split(text, parts, /\.\./) == 2) {
        first = hex(parts[1])
        last = hex(parts[2])
    }
}

function fill(columns,    cp) {
    for (cp = first; cp <= last; cp++)
        table[cp] = columns
}

BEGIN { FS = ";" }

FNR == 1 { file++ }
FNR == 1 && file == 2 { version = $0; sub(/^# EastAsianWidth-/, "", version); sub(/\.txt.*/, "", version) }
/^#/ || NF < 2 { next }

file == 1 && $2 ~ /Prepended_Concatenation_Mark/ {
    bounds($1)
    for (cp = first; cp <= last; cp++)
        prepended[cp] = 1
}

file == 2 {
    bounds($1)
    class = $2
    sub(/#.*/, "", class)
    gsub(/[ \t]/, "", class)
    if (class == "W" || class == "F")
        fill(2)
    else if (class == "A")
        fill(3)
}

file == 3 && $3 ~ /^(Mn|Me|Cf)$/ {
    bounds($1)
    if ($2 ~ /, First>$/) {
        open = first
        next
    }
    if ($2 ~ /, Last>$/)
        first = open
    if (first != 173 && !(first in prepended))
        fill(0)
}

END {
    first = hex("1160"); last = hex("11FF"); fill(0)
    first = hex("D7B0"); last = hex("D7FF"); fill(0)
    printf "/* Made by src/base/width.awk from Unicode %s. Do not edit. */\n", version
    print "#ifndef QT_BASE_WIDTH_TABLE_H"
    print "#define QT_BASE_WIDTH_TABLE_H\n"
    print "#include <stdint.h>\n"
    print "/* columns: 0, 2, or 3 for Ambiguous; what is not listed takes one. */"
    print "static const struct width_range {"
    print "    uint32_t first, last;"
    print "    uint8_t columns;"
    print "} width_ranges[] = {"
    start = -1
    for (cp = 0; cp <= 1114112; cp++) {
        now = cp in table ? table[cp] : 1
        if (start >= 0 && now == kind)
            continue
        if (start >= 0)
            printf "    { 0x%04X, 0x%04X, %d },\n", start, cp - 1, kind
        start = now == 1 ? -1 : cp
        kind = now
    }
    print "};\n"
    print "#endif"
}
