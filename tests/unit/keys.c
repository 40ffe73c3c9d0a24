#include "tests/support.h"
#include "base/text.h"
#include "ui/kit/key.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A key as a short word: "a", "王", "^S", "F5", "Up", "<paste>" with its text in angle brackets. */
static void
spell(struct buf *out, const struct key *k)
{
    static const char *const names[] = {
        [KEY_ENTER] = "Enter", [KEY_TAB] = "Tab", [KEY_BACKTAB] = "Backtab", [KEY_ESC] = "Esc",
        [KEY_BACKSPACE] = "Backspace", [KEY_DELETE] = "Delete", [KEY_INSERT] = "Insert", [KEY_UP_] = "Up",
        [KEY_DOWN_] = "Down", [KEY_LEFT_] = "Left", [KEY_RIGHT_] = "Right", [KEY_HOME_] = "Home",
        [KEY_END_] = "End", [KEY_PGUP] = "PgUp", [KEY_PGDN] = "PgDn",
    };
    char utf8[5] = "";

    if (out->size)
        buf_putc(out, ' ');
    if (k->kind == KEY_CHAR) {
        assert_true(k->cp >= 0x20 && k->cp != 0x7F && k->cp <= 0x10FFFF);
        utf8[text_encode(k->cp, utf8)] = '\0';
        buf_puts(out, utf8);
    } else if (k->kind == KEY_CTRL) {
        buf_printf(out, "^%c", (int)k->cp - 32);
    } else if (k->kind == KEY_FN) {
        buf_printf(out, "F%d", k->number);
    } else if (k->kind == KEY_PASTE) {
        buf_printf(out, "<%s>", k->paste);
    } else {
        assert_true(k->kind < (int)COUNT(names) && names[k->kind]);
        buf_puts(out, names[k->kind]);
    }
}

/* All keys of some bytes that come at once and are followed by silence. */
static char *
keys_of(struct arena *a, enum key_charset charset, const char *bytes, size_t size, int *bad)
{
    struct key_decoder *d = key_decoder_new(charset);
    struct buf out = { 0 };
    struct key k;
    char *kept;

    key_decoder_feed(d, bytes, (int)size);
    while (key_decoder_next(d, false, &k))
        spell(&out, &k);
    while (key_decoder_next(d, true, &k))
        spell(&out, &k);
    assert_int_equal(key_decoder_wait(d), 0);
    if (bad)
        *bad = key_decoder_bad(d);
    kept = arena_strdup(a, out.text);
    buf_free(&out);
    key_decoder_free(&d);
    return kept;
}

static const struct { const char *terminal, *bytes, *keys; } sent[] = {
    { "xterm", "\033OP\033OQ\033OR\033OS", "F1 F2 F3 F4" },
    { "xterm", "\033[15~\033[17~\033[18~\033[19~\033[20~\033[21~\033[23~\033[24~", "F5 F6 F7 F8 F9 F10 F11 F12" },
    { "xterm", "\033[A\033[B\033[C\033[D\033[H\033[F", "Up Down Right Left Home End" },
    { "xterm, application", "\033OA\033OB\033OC\033OD\033OH\033OF", "Up Down Right Left Home End" },
    { "xterm", "\033[2~\033[3~\033[5~\033[6~", "Insert Delete PgUp PgDn" },
    { "xterm", "\r\t\033[Z\177\b", "Enter Tab Backtab Backspace Backspace" },
    { "xterm, modified", "\033[1;5A\033[1;2B\033[1;3C\033[1;5H\033[5;5~", "Up Down Right Home PgUp" },
    { "xterm, modified", "\033[1;2P\033[15;2~\033[3;5~\033[2;2~x", "x" },
    { "PuTTY", "\033[11~\033[12~\033[13~\033[14~\033[15~", "F1 F2 F3 F4 F5" },
    { "PuTTY", "\033[1~\033[4~\033[2~\033[3~\033[5~\033[6~", "Home End Insert Delete PgUp PgDn" },
    { "PuTTY, Ctrl with an arrow", "\033OA\033OD", "Up Left" },
    { "PuTTY, number pad", "\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox\033Oy", "0 1 2 3 4 5 6 7 8 9" },
    { "PuTTY, number pad", "\033On\033Oj\033Ok\033Ol\033Om\033Oo\033OM\033OX", ". * + , - / Enter =" },
    { "Xshell", "\033OP\033OQ\033OR\033OS\033[15~\033[1~\033[4~", "F1 F2 F3 F4 F5 Home End" },
    { "Xshell, linux keys", "\033[[A\033[[B\033[[C\033[[D\033[[E\033[17~", "F1 F2 F3 F4 F5 F6" },
    { "SecureCRT, VT100", "\033OP\033OQ\033OR\033OS\033[1~\033[4~\033[3~", "F1 F2 F3 F4 Home End Delete" },
    { "SecureCRT, xterm", "\033[11~\033[12~\033[H\033[F", "F1 F2 Home End" },
    { "Linux console", "\033[[A\033[[B\033[[C\033[[D\033[[E", "F1 F2 F3 F4 F5" },
    { "Linux console", "\033[17~\033[21~\033[23~\033[24~\033[1~\033[4~", "F6 F10 F11 F12 Home End" },
    { "Linux console, Shift-F1", "\033[25~\033[26~a", "a" },
    { "tmux, screen", "\033OP\033[15~\033[1~\033[4~\033[3~\033[Z", "F1 F5 Home End Delete Backtab" },
    { "rxvt", "\033[11~\033[14~\033[7~\033[8~", "F1 F4 Home End" },
    { "rxvt, shifted", "\033[a\033[b\033[7$\033[8$\033[23$\033[3$z", "Up Down Home End z" },
    { "rxvt, controlled", "\033Oa\033Od\033[7^\033[11^\033[8@z", "Up Left Home End z" },
    { "Esc typed by hand", "\033", "Esc" },
    { "Esc, then a digit", "\0332", "Esc 2" },
    { "Esc, then a letter, as Alt sends it", "\033x\033\r", "Esc x Esc Enter" },
    { "Esc twice, then an arrow", "\033\033\033[A", "Esc Esc Up" },
    { "Esc, then O", "\033O", "Esc O" },
    { "Esc, then ]", "\033]", "Esc ]" },
    { "Esc, then ] and letters", "\033]ab", "Esc ] a b" },
    { "Ctrl with letters", "\023\025\032\012\007", "^S ^U ^Z ^J ^G" },
    { "Ctrl without meaning", "\034\035\036\037a", "a" },
    { "late answers", "\033[24;80R\033[1;3R\033[?1;2c\033[>0;276;0cq", "q" },
    { "focus, mouse, unknown", "\033[I\033[O\033[<0;5;5M\033[99~\033[1;2;3;4zq", "q" },
    { "modifyOtherKeys, kitty", "\033[27;5;13~\033[97;5uq", "q" },
    { "private mode answers", "\033[?2026;2$yq", "q" },
    { "colour answers", "\033]10;rgb:0000/0000/0000\033\\\033]11;rgb:ff/ff/ff\aq", "q" },
    { "unknown SS3", "\033Ozq\033O5Pq", "q q" },
    { "broken off by a control", "\033[12\rq", "Enter q" },
    { "broken off by Esc", "\033[1\033[A", "Up" },
    { "broken off by silence", "\033[1;", "" },
    { "broken off by silence", "\033[", "" },
    { "pasted", "\033[200~a\rb\r\nc\td\001\033[201~e", "<a\nb\nc\td> e" },
    { "pasted, nothing", "\033[200~\033[201~x", "<> x" },
    { "pasted, with keys inside", "\033[200~\033[A1\033[201~", "<[A1>" },
    { "pasted, never ended", "\033[200~abc", "<abc>" },
    { "end of a paste that never began", "\033[201~x", "x" },
};

static void
every_terminal_is_understood(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(sent); i++)
        for (int charset = KEYS_UTF8; charset <= KEYS_ASCII; charset++)
            assert_row_string(i, keys_of(&a, (enum key_charset)charset, sent[i].bytes, strlen(sent[i].bytes), NULL),
                              sent[i].keys);
    arena_free(&a);
}

/* However the line cuts them, the same keys. */
static void
keys_survive_slow_lines(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(sent); i++) {
        struct key_decoder *d = key_decoder_new(KEYS_UTF8);
        struct buf out = { 0 };
        struct key k;

        for (const char *b = sent[i].bytes; *b; b++) {
            key_decoder_feed(d, b, 1);
            while (key_decoder_next(d, false, &k))
                spell(&out, &k);
        }
        while (key_decoder_next(d, true, &k))
            spell(&out, &k);
        assert_row_string(i, arena_strdup(&a, out.text), sent[i].keys);
        buf_free(&out);
        key_decoder_free(&d);
    }
    arena_free(&a);
}

static void
characters_of_every_charset(void **state)
{
    static const struct { enum key_charset charset; const char *bytes, *keys; int bad; } rows[] = {
        { KEYS_UTF8, "王é\xF0\xAB\x9E\xA9" "a", "王 é 𫞩 a", 0 },
        { KEYS_UTF8, "\xCD\xF5\xD0\xA1\xC3\xF7" "\r", "\u0421 Enter", 4 },      /* 王小明 in GBK */
        { KEYS_UTF8, "\xFF\xFE" "a", "a", 2 },
        { KEYS_UTF8, "\xE7\x8E" "a", "a", 2 },                                  /* cut by a key */
        { KEYS_UTF8, "\xE7\x8E\033[A", "Up", 2 },
        { KEYS_UTF8, "\xC0\xAF\xE0\x80\xAF\xED\xA0\x80" "a", "a", 8 },          /* overlong, surrogate */
        { KEYS_UTF8, "\xE7\x8E", "", 2 },
        { KEYS_GBK, "\xCD\xF5\xD0\xA1\xC3\xF7", "王 小 明", 0 },
        { KEYS_GBK, "\x80" "5", "€ 5", 0 },
        { KEYS_GBK, "\x81\x30\x81\x30" "a", "0 0 a", 2 },                       /* four bytes are not for it */
        { KEYS_GBK, "\xFF\xCD\xF5", "王", 1 },
        { KEYS_GBK, "\xCD\r", "Enter", 1 },
        { KEYS_GBK, "\xCD\033[A", "Up", 1 },
        { KEYS_GB18030, "\xCD\xF5\x95\x32\xB2\x36" "a", "王 \xF0\xA0\x87\xA0 a", 0 },
        { KEYS_GB18030, "\x81\x30\x81" "a", "a", 3 },
        { KEYS_GB18030, "\x95\x32", "2", 1 },
        { KEYS_ASCII, "\xE7\x8E\x8B" "a", "a", 3 },
    };
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int bad;

        assert_row_string(i, keys_of(&a, rows[i].charset, rows[i].bytes, strlen(rows[i].bytes), &bad), rows[i].keys);
        assert_row_int(i, bad, rows[i].bad);
    }
    arena_free(&a);
}

static void
a_lone_esc_waits_less_than_a_cut_sequence(void **state)
{
    static const struct { const char *bytes; int wait; } rows[] = {
        { "", 0 }, { "a", 0 }, { "\033", 25 }, { "\033[", 50 }, { "\xE7", 50 }, { "\033O", 50 }, { "\033[200~a", 2000 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct key_decoder *d = key_decoder_new(KEYS_UTF8);
        struct key k;

        key_decoder_feed(d, rows[i].bytes, (int)strlen(rows[i].bytes));
        while (key_decoder_next(d, false, &k))
            ;
        assert_row_int(i, key_decoder_wait(d), rows[i].wait);
        key_decoder_free(&d);
    }
}

static void
looking_ahead_takes_nothing_away(void **state)
{
    struct key_decoder *d = key_decoder_new(KEYS_UTF8);
    struct key k;
    const char *first;

    (void)state;
    key_decoder_feed(d, "\033[200~one\033[201~\033[200~two\033[201~", 30);
    assert_true(key_decoder_ready(d));
    assert_true(key_decoder_ready(d));
    assert_true(key_decoder_next(d, false, &k));
    first = k.paste;
    assert_true(key_decoder_ready(d));
    assert_string_equal(first, "one");
    assert_true(key_decoder_next(d, false, &k));
    assert_string_equal(k.paste, "two");
    assert_false(key_decoder_ready(d));
    key_decoder_free(&d);
}

static uint32_t
chance(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Whatever came before, once the line was silent plain keys are plain keys. */
static void
plain_keys_come_through_after_any_bytes(void **state)
{
    static const char likely[] = "\033[O]~;0123456789AZ$^\a\\\xE7\x8E\xCD\xF5\x81\x30";
    uint32_t seed = 20261122;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        enum key_charset charset = (enum key_charset)(round % 4);
        struct key_decoder *d = key_decoder_new(charset);
        struct key k;
        char bytes[64];
        int size = (int)(chance(&seed) % sizeof bytes);
        const char *want = "1a\rz";

        for (int i = 0; i < size; i++)
            bytes[i] = round % 2 ? (char)chance(&seed) : likely[chance(&seed) % (sizeof likely - 1)];
        key_decoder_feed(d, bytes, size);
        while (key_decoder_next(d, false, &k))
            ;
        while (key_decoder_next(d, true, &k))
            ;
        key_decoder_feed(d, want, 4);
        for (int i = 0; i < 4; i++) {
            if (!key_decoder_next(d, false, &k))
                fail_msg("round %d: key %d did not come", round, i);
            assert_int_equal(k.kind, want[i] == '\r' ? KEY_ENTER : KEY_CHAR);
            assert_int_equal(k.cp, want[i] == '\r' ? 0 : want[i]);
        }
        key_decoder_free(&d);
    }
}

/* Inside well-formed Chinese text no byte is lost, in any charset and however it is cut. */
static void
a_long_paste_arrives_whole(void **state)
{
    struct key_decoder *d = key_decoder_new(KEYS_GBK);
    struct buf in = { 0 };
    struct key k;
    size_t at = 0;

    (void)state;
    buf_puts(&in, "\033[200~");
    for (int i = 0; i < 5000; i++)
        buf_puts(&in, "\xCD\xF5");
    buf_puts(&in, "\033[201~q");
    while (at < in.size) {
        size_t size = in.size - at < 7 ? in.size - at : 7;

        key_decoder_feed(d, in.text + at, (int)size);
        at += size;
        if (at < in.size)
            assert_false(key_decoder_next(d, false, &k));
    }
    assert_true(key_decoder_next(d, false, &k));
    assert_int_equal(k.kind, KEY_PASTE);
    assert_int_equal(strlen(k.paste), 15000);
    assert_true(key_decoder_next(d, false, &k));
    assert_int_equal(k.cp, 'q');
    buf_free(&in);
    key_decoder_free(&d);
}

static void
twins_of_the_input_method(void **state)
{
    static const struct { uint32_t cp, twin; } rows[] = {
        { 0xFF1F, '?' }, { 0x3001, '/' }, { 0xFF0F, '/' }, { 0xFF1A, ':' }, { 0xFF0B, '+' }, { 0x3000, ' ' },
        { 0xFF41, 'a' }, { 0xFF11, '1' }, { 'n', 'n' }, { 0x738B, 0x738B }, { 0x3002, '.' },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_row_int(i, key_twin(rows[i].cp), rows[i].twin);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_terminal_is_understood),
        cmocka_unit_test(keys_survive_slow_lines),
        cmocka_unit_test(characters_of_every_charset),
        cmocka_unit_test(a_lone_esc_waits_less_than_a_cut_sequence),
        cmocka_unit_test(looking_ahead_takes_nothing_away),
        cmocka_unit_test(plain_keys_come_through_after_any_bytes),
        cmocka_unit_test(a_long_paste_arrives_whole),
        cmocka_unit_test(twins_of_the_input_method),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
