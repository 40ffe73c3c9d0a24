#!/bin/sh
# Is the Chinese catalogue complete? Every sentence of the sources is translated
# in exactly one way, and nothing is left that no source uses. Prints what is
# wrong; exit 1 then.
set -u
out=${BUILD:-build}/catalogue
rm -rf "$out"
mkdir -p "$out"
export LC_ALL=C.UTF-8
failed=0

# complain HEADING FILE: the messages of FILE, if there are any.
complain() {
    grep -q '^\(#~ \)\?msgid "..*\|^\(#~ \)\?msgid ""$' "$2" || return 0
    echo "catalogue: $1"
    grep '^\(#: \|#~ msgid\|msgid\|"\)' "$2" | head -n 60
    failed=1
}

sources=$(find src data ui -name '*.c' -o -name '*.h' | grep -v '^data/content/' | LC_ALL=C sort)
# shellcheck disable=SC2086 # no name of ours has a space
xgettext --from-code=UTF-8 --omit-header --keyword --keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
    -o "$out/sources.pot" $sources || exit 1
[ -e "$out/sources.pot" ] || : >"$out/sources.pot"
# msgmerge wants a header.
{ printf 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'; cat "$out/sources.pot"; } >"$out/all.pot"

for fragment in po/zh_CN/*.po; do
    msgfmt --check-format -o /dev/null "$fragment" || failed=1
done

# The same sentence in two fragments is fine as long as both say the same.
msgcat -o "$out/zh_CN.po" po/zh_CN/*.po || exit 1
awk -v RS= '/#-#-#-#-#/ && !/msgid ""\nmsgstr/' "$out/zh_CN.po" >"$out/twice"
complain "translated in two ways:" "$out/twice"

msgcat --use-first po/zh_CN/*.po | msgmerge --quiet --no-fuzzy-matching -o "$out/merged.po" - "$out/all.pot" || exit 1
msgattrib --untranslated --no-obsolete -o "$out/untranslated" "$out/merged.po"
msgattrib --only-fuzzy --no-obsolete -o "$out/fuzzy" "$out/merged.po"
msgattrib --only-obsolete -o "$out/obsolete" "$out/merged.po"
for kind in untranslated fuzzy obsolete; do
    # No file: none such.
    [ -e "$out/$kind" ] || continue
    awk -v RS= '!/^(#[^~][^\n]*\n)*msgid ""\nmsgstr ""\n"(Content|Project|Language|Plural)/' "$out/$kind" >"$out/$kind.list"
    case $kind in
    untranslated) complain "without Chinese:" "$out/$kind.list" ;;
    fuzzy)        complain "marked fuzzy:" "$out/$kind.list" ;;
    obsolete)     complain "used by no source:" "$out/$kind.list" ;;
    esac
done
exit $failed
