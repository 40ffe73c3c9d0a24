#include "tests/support.h"

#include "base/pinyin.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A reading with tone marks as it is typed: "lǜ" -> "lv". */
static void
plain(const char *marked, size_t size, char out[16])
{
    static const struct { const char *from; char to; } marks[] = {
        { "ā", 'a' }, { "á", 'a' }, { "ǎ", 'a' }, { "à", 'a' }, { "ē", 'e' }, { "é", 'e' }, { "ě", 'e' }, { "è", 'e' },
        { "ê", 'e' }, { "ế", 'e' }, { "ề", 'e' }, { "ī", 'i' }, { "í", 'i' }, { "ǐ", 'i' }, { "ì", 'i' }, { "ō", 'o' },
        { "ó", 'o' }, { "ǒ", 'o' }, { "ò", 'o' }, { "ū", 'u' }, { "ú", 'u' }, { "ǔ", 'u' }, { "ù", 'u' }, { "ü", 'v' },
        { "ǖ", 'v' }, { "ǘ", 'v' }, { "ǚ", 'v' }, { "ǜ", 'v' }, { "ń", 'n' }, { "ň", 'n' }, { "ǹ", 'n' }, { "ḿ", 'm' },
    };
    size_t used = 0;

    for (size_t at = 0; at < size && used < 15;) {
        size_t taken = 1;
        char c = marked[at] >= 'a' && marked[at] <= 'z' ? marked[at] : 0;

        for (size_t i = 0; i < COUNT(marks); i++) {
            if (strncmp(marked + at, marks[i].from, strlen(marks[i].from)) == 0) {
                c = marks[i].to;
                taken = strlen(marks[i].from);
            }
        }
        if (c)
            out[used++] = c;
        at += taken;
    }
    out[used] = '\0';
}

static bool
has_token(char *const *tokens, size_t count, const char *want)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(tokens[i], want) == 0)
            return true;
    return false;
}

static void
names_are_read_as_people_say_them(void **state)
{
    static const struct { const char *name, *reading, *initials; } cases[] = {
        { "王小明", "wang xiao ming", "wxm" }, { "单雄信", "shan xiong xin", "sxx" }, { "仇英", "qiu ying", "qy" },
        { "曾国藩", "zeng guo fan", "zgf" }, { "解缙", "xie jin", "xj" }, { "查良镛", "zha liang yong", "zly" },
        { "尉迟恭", "yu chi gong", "ycg" }, { "万俟卨", "mo qi xie", "mqx" }, { "长孙无忌", "zhang sun wu ji", "zswj" },
        { "欧阳修", "ou yang xiu", "oyx" }, { "吕布", "lv bu", "lb" }, { "李敏", "li min", "lm" }, { "乐毅", "yue yi", "yy" },
        { "李乐", "li le", "ll" },                      /* only a surname is read so */
        { "", "", "" }, { "Tom Li", "tom li", "tomli" }, { "A座2单元", "a zuo 2 dan yuan", "az2dy" },
        { "阿依古丽·买买提", "a yi gu li mai mai ti", "ayglmmt" }, { "𬭎", "hong", "h" }, { "〇", "ling", "l" }, { "赵䶮", "zhao yan", "zy" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_row_string(i, pinyin_name(&a, cases[i].name), cases[i].reading);
        assert_row_string(i, pinyin_initials(&a, cases[i].name), cases[i].initials);
    }
    assert_string_equal(pinyin_word_initials(&a, "防水"), "fs");
    assert_string_equal(pinyin_word_initials(&a, "单元门"), "dym");
    arena_free(&a);
}

static void
tokens_hold_every_way_of_looking(void **state)
{
    static const struct { const char *name, *tokens; } cases[] = {
        { "王明", "wangming wm ming m" },
        { "单英", "shanying sy ying y danying dy chanying cy" },
        { "吕英", "lvying ly ying y luying" },
        { "", "" }, { "·", "" }, { "B2", "b2" },
        { "女王", "nvwang nw wang w nuwang" },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buf b = { 0 };
        char **tokens;
        size_t count = pinyin_tokens(&a, cases[i].name, &tokens);

        for (size_t k = 0; k < count; k++)
            buf_printf(&b, "%s%s", k ? " " : "", tokens[k]);
        assert_row_string(i, b.text ? b.text : "", cases[i].tokens);
        buf_free(&b);
    }
    arena_free(&a);
}

static void
tokens_of_many_polyphones_stay_few(void **state)
{
    struct arena a = { 0 };
    char **tokens;
    size_t count = pinyin_tokens(&a, "单乐曾解查盖缪朴翟", &tokens);

    (void)state;
    assert_true(count > 18 && count <= 8 * 2 * 9);
    assert_true(has_token(tokens, count, "sllzjcgmpz") || has_token(tokens, count, "slcjcgmpd"));
    arena_free(&a);
}

static void
words_match_by_initials_and_leading_syllables(void **state)
{
    static const struct { const char *word, *typed; bool want; } cases[] = {
        { "防水", "fs", true }, { "防水", "fangs", true }, { "防水", "fangshui", true }, { "防水", "f", true }, { "防水", "", true },
        { "防水", "FS", true }, { "防水", "s", false }, { "防水", "fsx", false }, { "防水", "fangshuix", false }, { "防水", "fh", false },
        { "重庆", "cq", true }, { "重庆", "zq", true }, { "绿化", "lvh", true }, { "绿化", "luh", true }, { "B1车库", "b1ck", true },
        { "B1车库", "bck", false }, { "先生", "xs", true }, { "西安", "xian", true }, { "西安", "xa", true }, { "", "x", false },
        { "门、窗", "mc", true },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_row_int(i, pinyin_match(cases[i].word, cases[i].typed), cases[i].want);
}

static int
by_key(const void *x, const void *y)
{
    return strcmp(*(char *const *)x, *(char *const *)y);
}

static void
keys_sort_names_by_surname_then_given_name(void **state)
{
    static const char *const sorted[] = { "1号楼", "艾青", "陈静", "李敏", "李明", "单雄信", "王强", "扎西", "查良镛", "张三", "章二", "周颖" };
    struct arena a = { 0 };
    char *keys[COUNT(sorted)], *names[COUNT(sorted)];

    (void)state;
    for (size_t i = 0; i < COUNT(sorted); i++)
        keys[i] = names[i] = pinyin_key(&a, sorted[i]);
    qsort(keys, COUNT(keys), sizeof *keys, by_key);
    for (size_t i = 0; i < COUNT(sorted); i++)
        if (keys[i] != names[i])
            fail_msg("%s is not in its place", sorted[i]);
    arena_free(&a);
}

static void
every_listed_surname_is_found_under_its_surname_reading(void **state)
{
    struct arena a = { 0 };
    char **lines;
    size_t count = support_lines(&a, "data/names/surname_polyphones.txt", &lines);

    (void)state;
    assert_true(count > 80);
    for (size_t i = 0; i < count; i++) {
        char *colon = strchr(lines[i], ':');
        char first[16], second[16] = "", want[40];
        size_t size = strcspn(colon + 2, " \r");
        const char *rest = colon + 2 + size;
        char **tokens;
        size_t n;

        *colon = '\0';
        plain(colon + 2, size, first);
        if (*rest == ' ')
            plain(rest + 1, strcspn(rest + 1, "\r"), second);
        snprintf(want, sizeof want, "%s%s%s ming", first, *second ? " " : "", second);
        assert_row_string(i, pinyin_name(&a, arena_printf(&a, "%s明", lines[i])), want);
        n = pinyin_tokens(&a, arena_printf(&a, "%s明", lines[i]), &tokens);
        snprintf(want, sizeof want, "%.1s%.1sm", first, second);
        assert_row_int(i, has_token(tokens, n, want), true);
    }
    arena_free(&a);
}

/* "U+4E2D: zhōng,zhòng  # 中": the character and the place of its readings; false for other lines. */
static bool
reading_line(char *line, uint32_t *cp, char **readings)
{
    if (strncmp(line, "U+", 2) != 0)
        return false;
    *cp = (uint32_t)strtoul(line + 2, readings, 16);
    *readings += strspn(*readings, ": ");
    (*readings)[strcspn(*readings, " #\r")] = '\0';
    return **readings != '\0';
}

static void
every_standard_character_is_found_under_its_first_reading(void **state)
{
    struct arena a = { 0 };
    char **lines;
    size_t count = support_lines(&a, "data/pinyin/kMandarin_8105.txt", &lines), seen = 0, other_first = 0;

    (void)state;
    for (size_t i = 0; i < count; i++) {
        const char *got[8];
        char want[16], *readings;
        uint32_t cp;
        bool found = false;

        if (!reading_line(lines[i], &cp, &readings))
            continue;
        plain(readings, strcspn(readings, ","), want);
        int n = pinyin_readings(cp, got, 8);

        for (int k = 0; k < n; k++)
            found |= strcmp(got[k], want) == 0;
        if (!found)
            fail_msg("U+%04X is not read %s", cp, want);
        other_first += strcmp(got[0], want) != 0;
        seen++;
    }
    assert_int_equal(seen, 8105);
    /* Where the lists call different readings the common one, as for 仔 and 谁, ours follows Unihan. */
    assert_in_range(other_first, 1, 20);
    arena_free(&a);
}

/* Characters that Unihan and the other list read differently altogether: kokuji and dialect characters
 * without a settled Mandarin reading. Unihan is followed. */
static const uint32_t disputed[] = { 0x3D65, 0x6762, 0x67A0, 0x7793, 0x7C17, 0x9E00, 0x9EBF, 0x2277B, 0x275C8 };

static bool
is_disputed(uint32_t cp)
{
    for (size_t i = 0; i < COUNT(disputed); i++)
        if (disputed[i] == cp)
            return true;
    return false;
}

/* Is one of the readings of the list, separated by commas, among ours? */
static bool
agree(uint32_t cp, const char *readings)
{
    const char *got[8];
    int n = pinyin_readings(cp, got, 8);

    for (const char *s = readings; *s; s += strcspn(s, ","), s += *s == ',') {
        char want[16];

        plain(s, strcspn(s, ","), want);
        for (int k = 0; k < n; k++)
            if (strcmp(got[k], want) == 0)
                return true;
    }
    return false;
}

static void
readings_agree_with_an_independent_list(void **state)
{
    struct arena a = { 0 };
    char **lines;
    size_t count = support_lines(&a, "data/pinyin/pinyin.txt", &lines), seen = 0, missing = 0;

    (void)state;
    for (size_t i = 0; i < count; i++) {
        const char *got[1];
        char *readings;
        uint32_t cp;

        if (!reading_line(lines[i], &cp, &readings) || (cp >= 0xE000 && cp <= 0xF8FF))
            continue;
        seen++;
        if (pinyin_readings(cp, got, 1) == 0)
            missing++;
        else if (agree(cp, readings) == is_disputed(cp))
            fail_msg("U+%04X: ours begins with %s, the list says %s", cp, got[0], readings);
    }
    assert_true(seen > 41000);
    /* Later editions of Unicode than the one the table was made from, and parts of characters. */
    assert_true(missing * 100 < seen * 2);
    arena_free(&a);
}

static void
every_name_of_a_large_list_gives_tokens(void **state)
{
    struct arena a = { 0 }, scratch = { 0 };
    char **lines;
    size_t count = support_lines(&a, "data/names/ancient_names.dev.txt", &lines);

    (void)state;
    for (size_t i = 0; i < count; i += 7) {
        char **tokens;
        size_t n = pinyin_tokens(&scratch, lines[i], &tokens);

        if (n == 0 || !has_token(tokens, n, pinyin_initials(&scratch, lines[i])))
            fail_msg("%s", lines[i]);
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_read_as_people_say_them),
        cmocka_unit_test(tokens_hold_every_way_of_looking),
        cmocka_unit_test(tokens_of_many_polyphones_stay_few),
        cmocka_unit_test(words_match_by_initials_and_leading_syllables),
        cmocka_unit_test(keys_sort_names_by_surname_then_given_name),
        cmocka_unit_test(every_listed_surname_is_found_under_its_surname_reading),
        cmocka_unit_test(every_standard_character_is_found_under_its_first_reading),
        cmocka_unit_test(readings_agree_with_an_independent_list),
        cmocka_unit_test(every_name_of_a_large_list_gives_tokens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
