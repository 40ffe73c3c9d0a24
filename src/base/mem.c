#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARENA_BLOCK = 16 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t used;
    size_t room;
    _Alignas(max_align_t) char bytes[];
};

static void *
mem_or_die(void *got)
{
    if (!got) {
        fputs("qiantai: out of memory\n", stderr);
        abort();
    }
    return got;
}

void *
mem_alloc(size_t size)
{
    return mem_or_die(calloc(1, size ? size : 1));
}

void *
mem_realloc(void *old, size_t size)
{
    return mem_or_die(realloc(old, size ? size : 1));
}

char *
mem_strdup(const char *text)
{
    return text ? mem_or_die(strdup(text)) : NULL;
}

static struct arena_block *
arena_block_new(size_t room, struct arena_block *next)
{
    struct arena_block *block = mem_or_die(malloc(sizeof *block + room));

    block->next = next;
    block->used = 0;
    block->room = room;
    return block;
}

void *
arena_alloc(struct arena *a, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    struct arena_block *block = a->head;
    void *got;

    if (size > SIZE_MAX - sizeof *block - align)
        mem_or_die(NULL);
    size = (size + align - 1) / align * align;
    if (!block || block->room - block->used < size) {
        if (block && size > ARENA_BLOCK / 4) {
            /* A large piece goes behind the head, whose rest stays in use. */
            block->next = arena_block_new(size, block->next);
            block = block->next;
        } else {
            block = a->head = arena_block_new(size > ARENA_BLOCK ? size : ARENA_BLOCK, block);
        }
    }
    got = block->bytes + block->used;
    block->used += size;
    return memset(got, 0, size);
}

char *
arena_strndup(struct arena *a, const char *bytes, size_t size)
{
    char *copy = arena_alloc(a, size + 1);

    if (size)
        memcpy(copy, bytes, size);
    return copy;
}

void *
arena_grow(struct arena *a, void *rows, size_t count, size_t *room, size_t size)
{
    void *wider;

    if (count < *room)
        return rows;
    *room = *room ? *room * 2 : 16;
    wider = arena_alloc(a, *room * size);
    if (count)
        memcpy(wider, rows, count * size);
    return wider;
}

char *
arena_strdup(struct arena *a, const char *text)
{
    return arena_strndup(a, text, text ? strlen(text) : 0);
}

char *
arena_vprintf(struct arena *a, const char *format, va_list args)
{
    va_list again;
    char *text;
    int size;

    va_copy(again, args);
    size = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (size < 0)
        return arena_strdup(a, "");
    text = arena_alloc(a, (size_t)size + 1);
    vsnprintf(text, (size_t)size + 1, format, args);
    return text;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = arena_vprintf(a, format, args);
    va_end(args);
    return text;
}

/* Gives back every block from this one on. */
static void
arena_drop(struct arena_block *block)
{
    while (block) {
        struct arena_block *next = block->next;

        free(block);
        block = next;
    }
}

void
arena_reset(struct arena *a)
{
    if (!a->head)
        return;
    arena_drop(a->head->next);
    a->head->next = NULL;
    a->head->used = 0;
}

void
arena_free(struct arena *a)
{
    arena_drop(a->head);
    a->head = NULL;
}

/* Room for size more bytes and the NUL. */
static void
buf_grow(struct buf *b, size_t size)
{
    size_t want;

    if (size > SIZE_MAX / 2 - b->size - 1)
        mem_or_die(NULL);
    want = b->size + size + 1;
    if (want <= b->room)
        return;
    b->room = want < 64 ? 64 : want + want / 2;
    b->text = mem_realloc(b->text, b->room);
}

void
buf_add(struct buf *b, const void *bytes, size_t size)
{
    buf_grow(b, size);
    if (size)
        memcpy(b->text + b->size, bytes, size);
    b->size += size;
    b->text[b->size] = '\0';
}

void
buf_puts(struct buf *b, const char *text)
{
    buf_add(b, text, strlen(text));
}

void
buf_putc(struct buf *b, char c)
{
    buf_add(b, &c, 1);
}

void
buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;
    int size;

    va_start(args, format);
    size = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (size < 0)
        return;
    buf_grow(b, (size_t)size);
    va_start(args, format);
    vsnprintf(b->text + b->size, (size_t)size + 1, format, args);
    va_end(args);
    b->size += (size_t)size;
}

void
buf_clear(struct buf *b)
{
    b->size = 0;
    if (b->text)
        b->text[0] = '\0';
}

void
buf_free(struct buf *b)
{
    free(b->text);
    *b = (struct buf) { 0 };
}
