/* Text made to break programs: saved as a name and as a note, found, read back, exported and imported again as it was;
 * what would reach the terminal of it is harmless. */
#include "base/csv.h"
#include "base/text.h"
#include "data/customer.h"
#include "data/engine/find.h"
#include "data/registers.h"
#include "tests/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const files[] = {
    "data/bad_input/blns.txt", "data/bad_input/terminal-escape-codes.txt",
    "data/bad_input/csv-formula-injection.txt", "data/bad_input/kuhn-UTF-8-test.txt",
};

struct place { struct office *o; struct arena arena; char **line; size_t count; };

static int
open_place(void **state)
{
    struct place *p = mem_alloc(sizeof *p);
    struct err err = { 0 };

    must(office_create(&p->o, NULL, "test", OFFICE_REAL, &err));
    *state = p;
    return 0;
}

static int
close_place(void **state)
{
    struct place *p = *state;

    office_close(&p->o);
    arena_free(&p->arena);
    free(p);
    return 0;
}

static void
read_lines(struct place *p)
{
    size_t room = 0;

    for (size_t f = 0; f < COUNT(files); f++) {
        char **line;
        size_t n = support_lines(&p->arena, files[f], &line);

        for (size_t i = 0; i < n; i++) {
            p->line = arena_grow(&p->arena, p->line, p->count, &room, sizeof *p->line);
            p->line[p->count++] = line[i];
        }
    }
    assert_true(p->count > 1000);
}

/* Printable in any terminal: no control characters, no bytes that are no UTF-8, nothing that turns the direction. */
static void
expect_harmless(size_t row, const char *text)
{
    struct arena a = { 0 };
    const char *shown = text_harmless(&a, text), *end = shown + strlen(shown);
    uint32_t cp;

    assert_row_int(row, text_valid(shown, strlen(shown), NULL), true);
    assert_row_int(row, text_is_harmless(shown), true);
    for (const char *s = shown; s < end;) {
        s += text_decode(s, end, &cp);
        if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069))
            fail_msg("row %zu: U+%04X would reach the terminal", row, (unsigned)cp);
    }
    arena_free(&a);
}

/* The value of a field that was typed so; NULL where it is refused, in words. */
static const char *
typed(struct place *p, size_t row, const char *field, const char *text)
{
    const struct field *f = &customer_register.fields[field_index(customer_register.fields, field)];
    struct value v = { 0 };
    struct err err = { 0 };

    if (!field_parse(f, text, &p->o->env, &p->arena, &v, &err)) {
        assert_row_int(row, err.code, ERR_INPUT);
        assert_row_int(row, *err.text != '\0', true);
        expect_harmless(row, err.text);
        return NULL;
    }
    if (!v.set)
        return "";
    assert_row_int(row, text_valid(v.text, strlen(v.text), NULL), true);
    expect_harmless(row, field_show(f, &v, &p->o->env, &p->arena));
    return v.text;
}

static struct record *
save(struct place *p, size_t row, const char *name, const char *note)
{
    struct err err = { 0 };
    struct record *c = record_new(p->o, &customer_register, &p->arena), *again;
    const char *phones[] = { arena_printf(&p->arena, "138%08zu", row) };

    record_set_text(c, "name", name);
    record_set_text(c, "note", note);
    if (!customer_save(p->o, c, phones, 1, NULL, &err))
        fail_msg("row %zu: %s", row, err.text);
    must(reg_read(p->o, &customer_register, c->id, &p->arena, &again, &err));
    assert_row_string(row, record_text(again, "name"), name);
    assert_row_string(row, record_text(again, "note"), note);
    return again;
}

static void
expect_found(struct place *p, size_t row, const char *text)
{
    int64_t ids[4], ranks[4];
    struct err err = { 0 };
    size_t n;

    if (!find_customers(p->o->store, text, 0, ids, ranks, COUNT(ids), &n, &err))
        fail_msg("row %zu: %s", row, err.text);
}

static void
every_hostile_line_is_kept_as_it_is_and_shown_harmless(void **state)
{
    struct place *p = *state;
    size_t names = 0, notes = 0;

    read_lines(p);
    for (size_t i = 0; i < p->count; i++) {
        const char *name = typed(p, i, "name", p->line[i]), *note = typed(p, i, "note", p->line[i]);
        struct record *c;

        if (note && text_valid(p->line[i], strlen(p->line[i]), NULL))
            assert_row_string(i, note, text_trim(&p->arena, text_nfc(&p->arena, p->line[i])));
        names += name && *name;
        notes += note && *note;
        c = save(p, i, name && *name ? name : "甲", note && *note ? note : "乙");
        expect_harmless(i, record_title(p->o, c, &p->arena));
        expect_found(p, i, p->line[i]);
    }
    printf("%zu lines: %zu as names, %zu as notes\n", p->count, names, notes);
    assert_true(names > 400 && notes > 600);
    work_sound(p->o);
}

/* A cell that a spreadsheet would run begins with ' in the file, and reads back without. */
static void
every_hostile_line_survives_a_file(void **state)
{
    static const char *const formula[] = { "x,=", "x,+", "x,-", "x,@", "x,\"=", "x,\"+", "x,\"-", "x,\"@" };
    struct place *p = *state;
    struct err err = { 0 };
    struct csv_writer *w;
    struct csv_reader *r;
    struct csv_row row;
    char *dir, *path, *raw;

    read_lines(p);
    dir = support_tmpdir(&p->arena);
    path = arena_printf(&p->arena, "%s/out.csv", dir);
    must(csv_create(&w, path, CHARSET_UTF8_BOM, &err));
    for (size_t i = 0; i < p->count; i++) {
        const char *note = typed(p, i, "note", p->line[i]), *cells[] = { "x", note && *note ? note : "乙", "x" };

        must(csv_write(w, 3, cells, 0, &err));
    }
    must(csv_finish(&w, &err));
    raw = support_read(&p->arena, path, NULL);
    for (size_t i = 0; i < COUNT(formula); i++)
        assert_null(strstr(raw, formula[i]));
    must(csv_open(&r, path, CHARSET_AUTO, &err));
    for (size_t i = 0; i < p->count; i++) {
        const char *note = typed(p, i, "note", p->line[i]);

        assert_row_int(i, csv_next(r, &row, &err), 1);
        assert_row_int(i, row.count, 3);
        assert_row_string(i, row.cells[1], note && *note ? note : "乙");
    }
    assert_int_equal(csv_next(r, &row, &err), 0);
    csv_close(&r);
    support_rmdir(dir);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, open_place, close_place)
        T(every_hostile_line_is_kept_as_it_is_and_shown_harmless),
        T(every_hostile_line_survives_a_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
