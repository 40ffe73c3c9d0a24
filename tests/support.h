/* What every test program may use: cmocka, rows of tables, the shared data. */
#ifndef QT_TESTS_SUPPORT_H
#define QT_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/mem.h"

/* assert_*_equal for a table of cases: a failure names the row. */
#define assert_row_string(row, got, want) support_row_string((row), (got), (want), __FILE__, __LINE__)
#define assert_row_int(row, got, want) support_row_int((row), (long long)(got), (long long)(want), __FILE__, __LINE__)
void support_row_string(size_t row, const char *got, const char *want, const char *file, int line);
void support_row_int(size_t row, long long got, long long want, const char *file, int line);

/* The path of a file of the shared folder ("data/width/udhr_eng.txt"): under QT_SHARED, else
 * ../shared. Where it is absent the test is skipped and says so. */
char *support_shared(struct arena *a, const char *name);
/* The whole file at path, NUL-terminated; *size may be NULL. Fails the test when it cannot be read. */
char *support_read(struct arena *a, const char *path, size_t *size);
/* A file of the shared folder in whole lines without their LF (a CR stays). */
size_t support_lines(struct arena *a, const char *name, char ***lines);

/* A folder of its own for a test, removed with all in it by support_rmdir. */
char *support_tmpdir(struct arena *a);
void support_rmdir(const char *path);
void support_write(const char *path, const void *bytes, size_t size);

#endif
