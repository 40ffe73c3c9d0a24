/* Whatever a line sends: no more keys than bytes, no control character as text, the same keys however the
 * bytes are cut, and editors whose text stays UTF-8 within its limit. */
#include "tests/fuzz/driver.h"

#include "base/text.h"
#include "ui/kit/edit.h"
#include "ui/kit/key.h"

#define LIMIT 40

#ifndef QT_LIBFUZZER
/* The first byte says which charset, how long the pieces are and whether the editor has several lines. */
static const struct fuzz_seed fuzz_seeds[] = {
    FUZZ_SEED("\0abc王建国::jd\r\t"),
    FUZZ_SEED("\5\033[A\033OB\033[1~\033[11~\033[[A\033OP\033Oq"),
    FUZZ_SEED("\4\033[200~贴上的\n文字\033[201~\032\025"),
    FUZZ_SEED("\x14\033[200~没有完"),
    FUZZ_SEED("\1\315\365\275\250\271\372\x81\x30\x81\x30\177"),
    FUZZ_SEED("\2\315\365\x80\xFE\x9F\xFF"),
    FUZZ_SEED("\7\xF0\x9F\x98\x80\033[1;5D\033[27;5;9~\033]0;x\a\033P1$r\033\\"),
    FUZZ_SEED("\x1C\033\033[A\033[\xE4\xB8"),
    FUZZ_SEED("\3ab\033[6;12R\012\010"),
    { NULL, 0 },
};
#endif

struct seen {
    struct key *keys;
    size_t count, room;
};

static void
type(struct edit *e, const struct key *k)
{
    const char *note;

    edit_key(e, k, &note);
    FUZZ_CHECK(text_length(edit_text(e)) <= LIMIT);
    FUZZ_CHECK(text_valid(edit_text(e), strlen(edit_text(e)), NULL));
}

/* All keys of the bytes, fed in pieces of so many. Only at the end it is said that no more will come. */
static void
decode(const uint8_t *bytes, size_t size, enum key_charset charset, size_t piece, struct edit *e, struct seen *out)
{
    struct key_decoder *d = key_decoder_new(charset);
    size_t at = 0;

    for (bool final = false; !final;) {
        size_t part = size - at < piece ? size - at : piece;
        struct key k;

        key_decoder_feed(d, bytes + at, (int)part);
        at += part;
        final = at == size;
        while (key_decoder_next(d, final, &k)) {
            FUZZ_CHECK(out->count < out->room && k.kind != KEY_NOTHING);
            FUZZ_CHECK(k.kind != KEY_CHAR || (k.cp >= 0x20 && k.cp != 0x7F && k.cp <= 0x10FFFF));
            FUZZ_CHECK(k.kind != KEY_PASTE || text_valid(k.paste, strlen(k.paste), NULL));
            type(e, &k);
            out->keys[out->count++] = k;
        }
    }
    key_decoder_free(&d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const enum key_charset charsets[] = { KEYS_UTF8, KEYS_GB18030, KEYS_GBK, KEYS_ASCII };
    struct arena a = { 0 };
    struct seen whole = { .room = size }, cut = { .room = size };
    struct edit *first, *second;

    if (size == 0)
        return 0;
    whole.keys = arena_alloc(&a, size * sizeof *whole.keys);
    cut.keys = arena_alloc(&a, size * sizeof *cut.keys);
    first = edit_new(LIMIT, data[0] & 16 ? 4 : 1);
    second = edit_new(LIMIT, data[0] & 16 ? 4 : 1);
    decode(data + 1, size - 1, charsets[data[0] & 3], size, first, &whole);
    decode(data + 1, size - 1, charsets[data[0] & 3], 1 + (data[0] >> 2 & 3), second, &cut);
    FUZZ_CHECK(whole.count == cut.count);
    for (size_t i = 0; i < whole.count; i++)
        FUZZ_CHECK(whole.keys[i].kind == cut.keys[i].kind && whole.keys[i].cp == cut.keys[i].cp &&
                   whole.keys[i].number == cut.keys[i].number);
    FUZZ_CHECK(strcmp(edit_text(first), edit_text(second)) == 0);
    edit_free(&first);
    edit_free(&second);
    arena_free(&a);
    return 0;
}
