/* Any bytes as a CSV file: rows of valid text, and what is written of them reads the same. */
#include "tests/fuzz/driver.h"

#include "base/csv.h"
#include "base/text.h"

#ifndef QT_LIBFUZZER
static const struct fuzz_seed fuzz_seeds[] = {
    FUZZ_SEED("姓名,手机,房号\r\n王芳,13800135678,12-301\r\n\"李, 敏\",\"+86 139\",\"3\"\"4\"\r\n"),
    FUZZ_SEED("a;b\n1,5;2\n\n'=1;\"x\ny\"\n"),
    FUZZ_SEED("sep=\t\r\na\tb\r\r\n\"c\rd\"\te\r"),
    FUZZ_SEED("\xEF\xBB\xBF\"a\",b,\n,\"\",\n"),
    FUZZ_SEED("\xCD\xF5\xB7\xBC,\xC0\xEE\xC3\xF4\n\xFE\x9F,\x99\x33\xA9\x32\n"),
    FUZZ_SEED("\xFF\xFE" "a\0\t\0\x8B\x73\r\0\n\0"),
    { NULL, 0 },
};
#endif

/* The rows so far, each cell with a NUL behind it, each row with an LF and a NUL. */
static bool
read_rows(const char *path, enum charset wish, struct buf *rows, struct csv_writer *copy)
{
    struct csv_reader *r;
    struct csv_row row;
    struct err err = { 0 };
    long line = 0;
    int got;

    if (!csv_open(&r, path, wish, &err)) {
        FUZZ_CHECK(!r && err.code != ERR_NONE && err.text[0]);
        return false;
    }
    while ((got = csv_next(r, &row, &err)) > 0) {
        FUZZ_CHECK(row.count > 0 && row.line > line);
        line = row.line;
        for (size_t i = 0; i < row.count; i++) {
            FUZZ_CHECK(text_valid(row.cells[i], strlen(row.cells[i]), NULL));
            buf_add(rows, row.cells[i], strlen(row.cells[i]) + 1);
        }
        buf_add(rows, "\n", 2);
        if (copy)
            FUZZ_CHECK(csv_write(copy, row.count, (const char *const *)row.cells, 0, &err));
    }
    FUZZ_CHECK(got == 0 || err.text[0]);
    csv_close(&r);
    return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf rows = { 0 }, again = { 0 };
    char path[64], copy_path[64];
    int fd = fuzz_file(data, size, path);
    struct csv_writer *copy;
    struct err err;
    bool read;

    /* In memory where the machine has it: millions of files are written. */
    char name[64];
    int copy_fd;

    snprintf(name, sizeof name, "%s/qiantai-fuzz-XXXXXX", access("/dev/shm", W_OK) == 0 ? "/dev/shm" : P_tmpdir);
    copy_fd = mkstemp(name);
    FUZZ_CHECK(copy_fd >= 0);
    close(copy_fd);
    snprintf(copy_path, sizeof copy_path, "%s", name);
    FUZZ_CHECK(csv_create(&copy, copy_path, CHARSET_UTF8_BOM, &err));
    read = read_rows(path, CHARSET_AUTO, &rows, copy);
    FUZZ_CHECK(csv_finish(&copy, &err));
    if (read) {
        FUZZ_CHECK(read_rows(copy_path, CHARSET_AUTO, &again, NULL));
        FUZZ_CHECK(rows.size == again.size && (rows.size == 0 || memcmp(rows.text, again.text, rows.size) == 0));
    }
    unlink(copy_path);
    close(fd);
    buf_free(&rows);
    buf_free(&again);
    return 0;
}
