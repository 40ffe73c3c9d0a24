/* Memory: allocation that never fails, and arenas whose contents go together. */
#ifndef QT_BASE_MEM_H
#define QT_BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Running out of memory ends the program in one place: these never return NULL. */
void *mem_alloc(size_t size);                       /* zeroed; free() it */
void *mem_realloc(void *old, size_t size);
char *mem_strdup(const char *text);                 /* NULL stays NULL */

/* An arena hands out memory that is given back all at once. Start with { 0 }. */
struct arena {
    struct arena_block *head;
};

void *arena_alloc(struct arena *a, size_t size);    /* zeroed, aligned for any object */
char *arena_strdup(struct arena *a, const char *text);              /* NULL gives "" */
char *arena_strndup(struct arena *a, const char *bytes, size_t size);
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list args);
/* Room for one row more in an array of the arena: rows as it is, count in use, *room (start with 0) kept for it. */
void *arena_grow(struct arena *a, void *rows, size_t count, size_t *room, size_t size);
void arena_reset(struct arena *a);                  /* forget the contents, keep one block */
void arena_free(struct arena *a);                   /* give everything back; usable again */

/* A growing byte string. Start with { 0 }; text is always NUL-terminated once
 * anything was added (NULL before). */
struct buf {
    char *text;
    size_t size;            /* bytes in use, without the NUL */
    size_t room;
};

void buf_add(struct buf *b, const void *bytes, size_t size);
void buf_puts(struct buf *b, const char *text);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(struct buf *b);                      /* empty, keeps its room */
void buf_free(struct buf *b);

#endif
