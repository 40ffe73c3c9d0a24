/* Any bytes from the telephone exchange: nothing but numbers comes out of them, and the call after them is heard. */
#include "tests/fuzz/driver.h"

#include "base/phone.h"
#include "data/ringing.h"

#define AFTER "\n13800135678\n"

#ifndef QT_LIBFUZZER
static const struct fuzz_seed fuzz_seeds[] = {
    FUZZ_SEED("13800135678\n057188880000\r\n"),
    FUZZ_SEED("+86 138-0013-5678\n4008001234\n"),
    FUZZ_SEED("INVITE sip:13800135678@10.0.0.1 SIP/2.0\r\nFrom: <sip:95588>\r\n\r\n"),
    FUZZ_SEED("\xB5\xE7\xBB\xB0\xA3\xBA" "13800135678\n\0\0\n\x1B[2J138\n"),
    { NULL, 0 },
};
#endif

/* Polls until everything written was read. */
static char *
hear(struct ringing *r, const char *path, size_t written, struct arena *a)
{
    char *newest = NULL;

    for (size_t i = 0; i < written / 4096 + 2; i++) {
        char *number = ringing_poll(r, path, a);

        if (number) {
            char *same;

            FUZZ_CHECK(phone_parse(a, number, &same, NULL) != PHONE_NONE && strcmp(same, number) == 0);
            newest = number;
        }
    }
    return newest;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct ringing *r = ringing_new();
    struct arena a = { 0 };
    char path[64], *number;
    int fd = fuzz_file((const uint8_t *)"", 0, path);

    FUZZ_CHECK(!ringing_poll(r, path, &a));         /* listens from here on */
    FUZZ_CHECK(write(fd, data, size) == (ssize_t)size);
    hear(r, path, size, &a);
    FUZZ_CHECK(write(fd, AFTER, strlen(AFTER)) == (ssize_t)strlen(AFTER));
    number = hear(r, path, strlen(AFTER), &a);
    FUZZ_CHECK(number && strcmp(number, "13800135678") == 0);
    ringing_free(&r);
    close(fd);
    arena_free(&a);
    return 0;
}
