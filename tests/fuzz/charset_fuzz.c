/* Any bytes as a file or a text in any charset: valid UTF-8 comes out, or a refusal with a place. */
#include "tests/fuzz/driver.h"

#include "base/charset.h"
#include "base/text.h"

#ifndef QT_LIBFUZZER
static const struct fuzz_seed fuzz_seeds[] = {
    FUZZ_SEED("\0王芳·—“”①\n云栖花园12幢3单元，e\xCC\x81 \xE2\x80\xAE\n"),
    FUZZ_SEED("\3\xCD\xF5\xB7\xBC\xA1\xA4\xA1\xAA\n\xFE\x9F\x99\x33\xA9\x32\x81\x30\x81\x30\n"),
    FUZZ_SEED("\4\xCD\xF5\x80\xA2\xE3\n"),
    FUZZ_SEED("\0\xCD\xF5\xB7\xBC,1\nx,王芳\n\xC0\xEE,2\n"),
    FUZZ_SEED("\5\xFF\xFE" "a\0\t\0\x8B\x73\r\0\n\0\x40\xD8\x00\xDC"),
    FUZZ_SEED("\6\0a\0,\x73\x8B\0\n"),
    FUZZ_SEED("\1\xEF\xBB\xBF王\r\r\n\xF0\xAC\xAD\x8E\xF3\xA0\x81\x81"),
    { NULL, 0 },
};
#endif

/* Everything that is shown passes through these. */
static void
check_text(const char *s)
{
    struct arena a = { 0 };
    char *safe = text_harmless(&a, s), *nfc = text_nfc(&a, s), **lines;
    size_t count = text_wrap(&a, safe, 17, &lines);

    FUZZ_CHECK(text_is_harmless(safe) && text_valid(safe, strlen(safe), NULL));
    FUZZ_CHECK(text_columns(text_cell(&a, safe, 13)) == 13);
    FUZZ_CHECK(count > 0);
    for (size_t i = 0; i < count; i++)
        FUZZ_CHECK(text_columns(lines[i]) <= 17);
    FUZZ_CHECK(strcmp(nfc, text_nfc(&a, nfc)) == 0);
    FUZZ_CHECK(text_contains(s, text_trim(&a, s)));
    FUZZ_CHECK(text_length(text_halfwidth(&a, s)) == text_length(s));
    arena_free(&a);
}

static void
check_file(const uint8_t *data, size_t size, enum charset wish)
{
    char path[64], piece[40];
    int fd = fuzz_file(data, size, path);
    struct charset_reader *r;
    enum charset took = CHARSET_AUTO;
    struct buf text = { 0 }, whole = { 0 };
    struct err err = { 0 };
    long got;

    if (!charset_open(&r, path, wish, &took, &err)) {
        FUZZ_CHECK(!r && err.code != ERR_NONE && text_valid(err.text, strlen(err.text), NULL));
        close(fd);
        return;
    }
    while ((got = charset_read(r, piece, sizeof piece, &err)) > 0)
        buf_add(&text, piece, (size_t)got);
    FUZZ_CHECK(got == 0);
    /* The same as all of it at once, but for the mark. */
    FUZZ_CHECK(charset_decode(took, (const char *)data, size, &whole, NULL));
    FUZZ_CHECK(text.size == whole.size || (text.size + 3 == whole.size && memcmp(whole.text, "\xEF\xBB\xBF", 3) == 0));
    if (text.size)
        FUZZ_CHECK(memcmp(text.text, whole.text + (whole.size - text.size), text.size) == 0);
    charset_close(&r);
    buf_free(&text);
    buf_free(&whole);
    close(fd);
}

static void
check_there_and_back(enum charset c, const char *s, size_t size)
{
    struct buf out = { 0 }, back = { 0 };
    uint32_t bad = 0;
    size_t bad_at = 0;

    if (charset_encode(c, s, size, &out, &bad, &bad_at)) {
        FUZZ_CHECK(charset_decode(c, out.text, out.size, &back, NULL));
        FUZZ_CHECK(back.size == size && memcmp(back.text, s, size) == 0);
    } else {
        FUZZ_CHECK(bad_at < size && (bad == 0xFFFD || !charset_has(c, bad)));
        FUZZ_CHECK(out.size == 0);
    }
    buf_free(&out);
    buf_free(&back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum charset c = size ? (enum charset)(data[0] % (CHARSET_ASCII + 1)) : CHARSET_AUTO;
    struct buf text = { 0 };
    size_t bad_at = 0;

    if (size == 0)
        return 0;
    check_file(data + 1, size - 1, c);
    if (c == CHARSET_AUTO)
        c = CHARSET_UTF8;
    if (charset_decode(c, (const char *)data + 1, size - 1, &text, &bad_at)) {
        FUZZ_CHECK(text_valid(text.text, text.size, NULL));
        check_there_and_back(CHARSET_GB18030, text.text, text.size);
        check_there_and_back(CHARSET_GBK, text.text, text.size);
        check_there_and_back(CHARSET_UTF16LE, text.text, text.size);
        check_text(text.text);
    } else {
        FUZZ_CHECK(bad_at < size - 1);
    }
    buf_free(&text);
    return 0;
}
