#include "base/pinyin.h"

#include "base/pinyin_table.h"
#include "base/text.h"

#include <string.h>

enum {
    READINGS = 8,           /* of one character, at most */
    COMBINATIONS = 8,       /* of readings of one name */
};

/* What is read as one piece: a Han character, or a run of letters and digits that stands for itself. */
struct unit {
    const char *from;       /* in the name */
    int size;               /* bytes there */
    int count;              /* readings; 0: a run */
    const char *readings[READINGS];
};

/* Surnames that are read otherwise than the common word. */
static const struct { const char *han, *reading; } surnames[] = {
    { "单", "shan" }, { "仇", "qiu" }, { "曾", "zeng" }, { "解", "xie" }, { "查", "zha" }, { "盖", "ge" },
    { "区", "ou" }, { "朴", "piao" }, { "翟", "zhai" }, { "覃", "qin" }, { "乐", "yue" }, { "缪", "miao" },
    { "秘", "bi" }, { "么", "yao" }, { "员", "yun" }, { "折", "she" }, { "祭", "zhai" }, { "薄", "bo" },
    { "种", "chong" }, { "召", "shao" }, { "繁", "po" }, { "隗", "wei" }, { "洗", "xian" }, { "佴", "nai" },
    { "黑", "he" }, { "郇", "xun" }, { "能", "nai" }, { "角", "jue" }, { "句", "gou" }, { "都", "du" },
    { "贠", "yun" }, { "貟", "yun" }, { "藏", "zang" }, { "重", "chong" }, { "卜", "bu" }, { "乜", "nie" },
    { "适", "kuo" }, { "乘", "sheng" }, { "粘", "nian" }, { "扎", "za" }, { "六", "lu" }, { "阚", "kan" },
    { "不", "fou" }, { "浣", "wan" }, { "莘", "shen" }, { "颉", "xie" },
};

/* Double surnames of which a character is read otherwise than by itself. */
static const struct { const char *han, *readings[2]; } double_surnames[] = {
    { "尉迟", { "yu", "chi" } }, { "万俟", { "mo", "qi" } }, { "长孙", { "zhang", "sun" } }, { "澹台", { "tan", "tai" } },
    { "令狐", { "ling", "hu" } }, { "单于", { "chan", "yu" } }, { "乐正", { "yue", "zheng" } }, { "拓跋", { "tuo", "ba" } },
    { "欧阳", { "ou", "yang" } }, { "司马", { "si", "ma" } }, { "上官", { "shang", "guan" } }, { "诸葛", { "zhu", "ge" } },
    { "夏侯", { "xia", "hou" } }, { "皇甫", { "huang", "fu" } }, { "公孙", { "gong", "sun" } }, { "慕容", { "mu", "rong" } },
    { "宇文", { "yu", "wen" } }, { "百里", { "bai", "li" } }, { "东方", { "dong", "fang" } }, { "南宫", { "nan", "gong" } },
    { "鲜于", { "xian", "yu" } }, { "濮阳", { "pu", "yang" } }, { "淳于", { "chun", "yu" } }, { "独孤", { "du", "gu" } },
    { "呼延", { "hu", "yan" } }, { "赫连", { "he", "lian" } }, { "钟离", { "zhong", "li" } }, { "闻人", { "wen", "ren" } },
};

/* The code of a character in the table, 0 where it has none. */
static unsigned
code_of(uint32_t cp)
{
    if (cp >= 0x4E00 && cp <= 0x9FFF)
        return pinyin_4e00[cp - 0x4E00];
    if (cp >= 0x3400 && cp <= 0x4DBF)
        return pinyin_3400[cp - 0x3400];
    if (cp >= 0xF900 && cp <= 0xFAFF)
        return pinyin_f900[cp - 0xF900];
    if (cp < PINYIN_EXTENSION)
        return cp == 0x3007 ? code_of(0x96F6) : 0;         /* the round zero reads as the written-out one */

    size_t low = 0, high = COUNT(pinyin_wide);
    uint32_t wanted = cp - PINYIN_EXTENSION;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (pinyin_wide[middle] >> 15 < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == COUNT(pinyin_wide) || pinyin_wide[low] >> 15 != wanted)
        return 0;
    return pinyin_wide[low] & 0x7FFF;
}

int
pinyin_readings(uint32_t cp, const char **out, int max)
{
    unsigned code = code_of(cp);
    int count = 0;

    if (!code || max < 1)
        return 0;
    if (!(code & PINYIN_MANY)) {
        out[0] = pinyin_syllables[code];
        return 1;
    }
    for (const uint16_t *list = &pinyin_lists[code & ~(unsigned)PINYIN_MANY]; *list && count < max; list++)
        out[count++] = pinyin_syllables[*list];
    return count;
}

static bool
is_letter_or_digit(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The name cut into units, in the arena; what is neither Han nor letter nor digit is left out. */
static size_t
cut(struct arena *a, const char *name, struct unit **out)
{
    size_t bytes = strlen(name), room = 0, count = 0;
    const char *end = name + bytes;

    for (const char *s = name; *s; s++)
        room += ((unsigned char)*s & 0xC0) != 0x80;

    struct unit *units = arena_alloc(a, (room + 1) * sizeof *units);

    for (const char *s = name; s < end;) {
        struct unit *u = &units[count];
        uint32_t cp;

        u->from = s;
        u->count = 0;
        if (is_letter_or_digit((unsigned char)*s)) {
            while (s < end && is_letter_or_digit((unsigned char)*s))
                s++;
            u->size = (int)(s - u->from);
            count++;
            continue;
        }
        u->size = text_decode(s, end, &cp);
        s += u->size;
        u->count = pinyin_readings(cp, u->readings, READINGS);
        count += u->count > 0;
    }
    *out = units;
    return count;
}

/* Put a reading first; the others stay behind it. */
static void
read_first(struct unit *u, const char *reading)
{
    int at = 0;

    while (at < u->count && strcmp(u->readings[at], reading) != 0)
        at++;
    if (at == u->count && u->count < READINGS)
        u->count++;
    else if (at == u->count)
        at--;
    memmove(u->readings + 1, u->readings, (size_t)at * sizeof *u->readings);
    u->readings[0] = reading;
}

static void
read_surname(struct unit *units, size_t count)
{
    if (count == 0 || units[0].count == 0)
        return;
    if (count > 1 && units[0].size == 3 && units[1].size == 3 && units[1].from == units[0].from + 3) {
        for (size_t i = 0; i < COUNT(double_surnames); i++) {
            if (memcmp(units[0].from, double_surnames[i].han, 6) != 0)
                continue;
            read_first(&units[0], double_surnames[i].readings[0]);
            read_first(&units[1], double_surnames[i].readings[1]);
            return;
        }
    }
    for (size_t i = 0; i < COUNT(surnames); i++) {
        if (units[0].size == 3 && memcmp(units[0].from, surnames[i].han, 3) == 0) {
            read_first(&units[0], surnames[i].reading);
            return;
        }
    }
}

/* Writes the unit under its nth reading; returns the place behind it. */
static char *
put_unit(char *to, const struct unit *u, int n)
{
    if (u->count > 0) {
        size_t size = strlen(u->readings[n]);

        memcpy(to, u->readings[n], size);
        return to + size;
    }
    for (int i = 0; i < u->size; i++)
        *to++ = lower(u->from[i]);
    return to;
}

static char *
put_initial(char *to, const struct unit *u, int n)
{
    if (u->count == 0)
        return put_unit(to, u, n);
    *to++ = u->readings[n][0];
    return to;
}

/* Room that any reading of the name fits into: six letters for three bytes of Han, a blank each. */
static size_t
room_for(const char *name)
{
    return strlen(name) * 3 + 1;
}

char *
pinyin_name(struct arena *a, const char *name)
{
    struct unit *units;
    size_t count = cut(a, name, &units);
    char *out = arena_alloc(a, room_for(name)), *to = out;

    read_surname(units, count);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            *to++ = ' ';
        to = put_unit(to, &units[i], 0);
    }
    return out;
}

static char *
initials(struct arena *a, const struct unit *units, size_t count, size_t room)
{
    char *out = arena_alloc(a, room), *to = out;

    for (size_t i = 0; i < count; i++)
        to = put_initial(to, &units[i], 0);
    return out;
}

char *
pinyin_initials(struct arena *a, const char *name)
{
    struct unit *units;
    size_t count = cut(a, name, &units);

    read_surname(units, count);
    return initials(a, units, count, room_for(name));
}

char *
pinyin_word_initials(struct arena *a, const char *word)
{
    struct unit *units;
    size_t count = cut(a, word, &units);

    return initials(a, units, count, room_for(word));
}

char *
pinyin_key(struct arena *a, const char *name)
{
    struct unit *units;
    size_t count = cut(a, name, &units);
    char *out = arena_alloc(a, room_for(name) + strlen(name) + count), *to = out;

    /* A blank sorts before every letter, so "zha" stays in front of "zhang". */
    read_surname(units, count);
    for (size_t i = 0; i < count; i++) {
        to = put_unit(to, &units[i], 0);
        *to++ = ' ';
        if (units[i].count > 0)
            to = mempcpy(to, units[i].from, (size_t)units[i].size);
    }
    return out;
}

/* The tokens collected so far; room is enough by construction. */
struct tokens {
    char **list;
    size_t count;
};

static void
token_add(struct tokens *t, char *token)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->list[i], token) == 0)
            return;
    t->list[t->count++] = token;
}

/* The tokens of one choice of readings: each is the end of the whole, so they share its bytes.
 * With u, every v is written so; false where there was none. */
static bool
tokens_of(struct arena *a, const struct unit *units, size_t count, const int *choice, bool u, size_t room, struct tokens *t)
{
    char *joined = arena_alloc(a, 2 * room), *letters = joined + room;
    char *to = joined, *initial = letters;
    bool changed = false;

    for (size_t i = 0; i < count; i++) {
        char *from = to;

        to = put_unit(to, &units[i], choice[i]);
        initial = put_initial(initial, &units[i], choice[i]);
        for (; u && units[i].count > 0 && from < to; from++) {
            if (*from == 'v') {
                *from = 'u';
                changed = true;
            }
        }
    }
    if (u && !changed)
        return false;
    to = joined;
    initial = letters;
    for (size_t i = 0; i < count; i++) {
        token_add(t, to);
        token_add(t, initial);
        to += units[i].count > 0 ? strlen(units[i].readings[choice[i]]) : (size_t)units[i].size;
        initial += units[i].count > 0 ? 1 : (size_t)units[i].size;
    }
    return true;
}

static bool
has_v(const struct unit *units, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (int n = 0; n < units[i].count; n++)
            if (strchr(units[i].readings[n], 'v'))
                return true;
    return false;
}

/* One more combination of readings; false when enough were made. */
static bool
combination(struct arena *a, const struct unit *units, size_t count, const int *choice, bool v, size_t room,
            struct tokens *t, int *left)
{
    if (*left == 0)
        return false;
    --*left;
    tokens_of(a, units, count, choice, false, room, t);
    if (v)
        tokens_of(a, units, count, choice, true, room, t);
    return true;
}

size_t
pinyin_tokens(struct arena *a, const char *name, char ***out)
{
    struct unit *units;
    size_t count = cut(a, name, &units), room = room_for(name);
    int *choice = arena_alloc(a, (count + 1) * sizeof *choice);
    int left = COMBINATIONS, combinations = 1;
    struct tokens t = { 0 };

    read_surname(units, count);
    bool v = has_v(units, count);

    for (size_t i = 0; i < count && combinations < COMBINATIONS; i++)
        combinations *= units[i].count > 1 ? units[i].count : 1;
    combinations = combinations > COMBINATIONS ? COMBINATIONS : combinations;
    t.list = arena_alloc(a, (size_t)combinations * (v ? 4 : 2) * count * sizeof *t.list + sizeof *t.list);
    if (count > 0)
        combination(a, units, count, choice, v, room, &t, &left);
    /* The likeliest first: one character read otherwise, then two. */
    for (size_t i = 0; i < count; i++) {
        for (choice[i] = 1; choice[i] < units[i].count; choice[i]++)
            if (!combination(a, units, count, choice, v, room, &t, &left))
                break;
        choice[i] = 0;
    }
    for (size_t i = 0; i < count && left > 0; i++) {
        for (choice[i] = 1; choice[i] < units[i].count && left > 0; choice[i]++) {
            for (size_t j = i + 1; j < count && left > 0; j++) {
                for (choice[j] = 1; choice[j] < units[j].count; choice[j]++)
                    if (!combination(a, units, count, choice, v, room, &t, &left))
                        break;
                choice[j] = 0;
            }
        }
        choice[i] = 0;
    }
    *out = t.list;
    return t.count;
}

/* Letters that are the same to somebody typing: v stands for u too. */
static bool
same_letter(char reading, char typed)
{
    return reading == typed || (reading == 'v' && typed == 'u');
}

/* Does typed begin the word at s, each character giving at least its first letter? */
static bool
match_from(const char *s, const char *end, const char *typed)
{
    const char *readings[READINGS];
    uint32_t cp;

    if (!*typed)
        return true;
    if (s == end)
        return false;
    int size = text_decode(s, end, &cp);

    if (cp < 0x80 && is_letter_or_digit((unsigned char)cp))
        return lower((char)cp) == lower(*typed) && match_from(s + size, end, typed + 1);
    int count = pinyin_readings(cp, readings, READINGS);

    if (count == 0)
        return match_from(s + size, end, typed);
    for (int i = 0; i < count; i++)
        for (size_t n = 0; readings[i][n] && same_letter(readings[i][n], lower(typed[n])); n++)
            if (match_from(s + size, end, typed + n + 1))
                return true;
    return false;
}

bool
pinyin_match(const char *word, const char *typed)
{
    return match_from(word, word + strlen(word), typed);
}
