#include "tests/support.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
support_row_string(size_t row, const char *got, const char *want, const char *file, int line)
{
    if (got == want || (got && want && strcmp(got, want) == 0))
        return;
    print_error("row %zu: got \"%s\", want \"%s\"\n", row, got ? got : "(null)", want ? want : "(null)");
    _fail(file, line);
}

void
support_row_int(size_t row, long long got, long long want, const char *file, int line)
{
    if (got == want)
        return;
    print_error("row %zu: got %lld, want %lld\n", row, got, want);
    _fail(file, line);
}

char *
support_shared(struct arena *a, const char *name)
{
    const char *root = getenv("QT_SHARED");
    char *path = arena_printf(a, "%s/%s", root && *root ? root : "../shared", name);

    if (access(path, R_OK) != 0) {
        print_message("skipped: %s is not there\n", path);
        arena_free(a);
        skip();
    }
    return path;
}

char *
support_read(struct arena *a, const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    long length;
    char *text;

    if (!in)
        fail_msg("cannot read %s", path);
    assert_int_equal(fseek(in, 0, SEEK_END), 0);
    length = ftell(in);
    assert_true(length >= 0);
    rewind(in);
    text = arena_alloc(a, (size_t)length + 1);
    assert_int_equal(fread(text, 1, (size_t)length, in), length);
    fclose(in);
    if (size)
        *size = (size_t)length;
    return text;
}

size_t
support_lines(struct arena *a, const char *name, char ***lines)
{
    size_t size, count = 0, at = 0;
    char *text = support_read(a, support_shared(a, name), &size);

    for (size_t i = 0; i < size; i++)
        count += text[i] == '\n';
    count += size > 0 && text[size - 1] != '\n';
    *lines = arena_alloc(a, (count + 1) * sizeof **lines);
    for (char *p = text; at < count; at++) {
        char *end = memchr(p, '\n', size - (size_t)(p - text));

        (*lines)[at] = p;
        if (!end)
            continue;
        *end = '\0';
        p = end + 1;
    }
    return count;
}

char *
support_tmpdir(struct arena *a)
{
    const char *root = getenv("TMPDIR");
    char *path = arena_printf(a, "%s/qiantai-test-XXXXXX", root && *root ? root : P_tmpdir);

    assert_non_null(mkdtemp(path));
    return path;
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *where)
{
    (void)st;
    (void)flag;
    (void)where;
    return remove(path);
}

void
support_rmdir(const char *path)
{
    assert_int_equal(nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
}

void
support_write(const char *path, const void *bytes, size_t size)
{
    FILE *out = fopen(path, "wb");

    assert_non_null(out);
    assert_int_equal(fwrite(bytes, 1, size, out), size);
    assert_int_equal(fclose(out), 0);
}
