#include "ui/screens/form_draft.h"

#include <string.h>

/* The form writes its state as lines "name=text": each goes into the draft as a field of its own, so that a key
 * adds what it changed and not the whole form. A line that is gone is a field emptied. */

#define PREFIX "form."          /* apart from what a screen puts beside the form */

static void
put(struct form_draft *fd, const char *field, const char *text)
{
    struct err err = { 0 };

    if (!fd->draft)
        fd->draft = draft_new(fd->drafts, fd->name, fd->matter);
    if (!draft_put(fd->draft, field, text, &err))
        fd->err = err;
}

static void
put_title(struct form_draft *fd, struct form *f)
{
    struct arena a = { 0 };
    struct buf title = { 0 };
    char *words = arena_strdup(&a, fd->title_fields ? fd->title_fields : ""), *rest = words, *word;

    while ((word = strtok_r(rest, " ", &rest))) {
        int i = field_index(form_fields(f), word);
        char *text = i >= 0 ? form_typed(f, i, &a) : NULL;

        if (text && *text)
            buf_printf(&title, "%s%s", title.size ? " " : "", text);
    }
    if ((title.size || fd->about) && !draft_title(fd->draft, arena_printf(&a, "%s%s%s", fd->about ? fd->about : "", fd->about && title.size ? " " : "",
                                                                         title.size ? title.text : ""), NULL))
        fd->err.code = ERR_IO;
    buf_free(&title);
    arena_free(&a);
}

static bool
has_line(const char *lines, const char *name)
{
    size_t size = strlen(name);

    for (const char *p = lines; p && *p; p = strchr(p, '\n') ? strchr(p, '\n') + 1 : NULL)
        if (strncmp(p, name, size) == 0 && strchr("=~?", p[size]))
            return true;
    return false;
}

void
form_draft_write(void *ctx, struct form *f)
{
    struct form_draft *fd = ctx;
    struct arena a = { 0 };
    struct buf lines = { 0 };
    const struct field *fields = form_fields(f);
    char *line, *rest;

    fd->err = (struct err) { 0 };
    form_write_draft(f, &lines);
    for (int i = 0; fields[i].name && fd->draft; i++)
        if (!has_line(lines.text, fields[i].name))
            put(fd, arena_printf(&a, PREFIX "%s", fields[i].name), "");
    rest = lines.text ? arena_strdup(&a, lines.text) : NULL;
    while (rest && (line = strsep(&rest, "\n"))) {
        size_t name = strcspn(line, "=~?");

        if (line[name])
            put(fd, arena_printf(&a, PREFIX "%.*s", (int)name, line), line + name);
    }
    if ((fd->title_fields || fd->about) && fd->draft)
        put_title(fd, f);
    buf_free(&lines);
    arena_free(&a);
}

void
form_draft_leave(void *ctx, struct form *f, int field)
{
    struct form_draft *fd = ctx;
    struct err err = { 0 };

    (void)field;
    if (form_dirty(f))
        form_draft_write(fd, f);
    if (fd->draft && !draft_sync(fd->draft, &err))
        fd->err = err;
}

void
form_draft_put(struct form_draft *fd, const char *field, const char *text)
{
    fd->err = (struct err) { 0 };
    if (fd->draft || *text)
        put(fd, field, text);
}

bool
form_draft_restore(struct form_draft *fd, struct draft *d, struct form *f)
{
    struct arena a = { 0 };
    struct buf lines = { 0 };
    struct draft_field *fields;
    size_t count = draft_load(d, &a, &fields);
    bool any;

    draft_close(&fd->draft);
    fd->draft = d;
    for (size_t i = 0; i < count; i++)
        if (strncmp(fields[i].name, PREFIX, strlen(PREFIX)) == 0)
            buf_printf(&lines, "%s%s\n", fields[i].name + strlen(PREFIX), fields[i].text);
    any = lines.size && form_read_draft(f, lines.text);
    buf_free(&lines);
    arena_free(&a);
    return any;
}

void
form_draft_saved(struct form_draft *fd)
{
    draft_drop(&fd->draft);
}

bool
form_draft_close(struct form_draft *fd)
{
    bool stays = fd->draft != NULL;

    draft_close(&fd->draft);
    return stays;
}
