/* F-025: papers of registers and receptions from their field tables. */
#include "base/text.h"
#include "data/customer.h"
#include "data/engine/journal.h"
#include "data/reception.h"
#include "data/registers.h"
#include "data/sheet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define NOW 1795312800      /* 2026-11-22 10:00 in China, a Sunday */

struct desk { struct office *o; struct arena a; int64_t wang, project, permit; struct reception *visit; };

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static int64_t
save_new(struct desk *d, struct record *r)
{
    struct err err = { 0 };

    must(reg_save(d->o, r, NULL, &err));
    return r->id;
}

static int
open_desk(void **state)
{
    struct desk *d = mem_alloc(sizeof *d);
    struct err err = { 0 };
    struct record *r;

    must(office_create(&d->o, NULL, "前台2", OFFICE_REAL, &err));
    office_set_now(d->o, NOW);
    r = record_new(d->o, reg_get("staff"), &d->a);
    record_set_text(r, "name", "王强");
    record_set_text(r, "roles", "14");
    d->wang = save_new(d, r);
    r = record_new(d->o, reg_get("project"), &d->a);
    record_set_text(r, "name", "云栖花园");
    record_set_num(r, "sales_manager", d->wang);
    d->project = save_new(d, r);
    must(office_choose_project(d->o, d->project, &err));
    r = record_new(d->o, &permit_register, &d->a);
    record_set_text(r, "kind", "1");
    record_set_text(r, "number", "2026-预·001“A”");
    record_set_text(r, "defect", "正在补办,\n预计十二月办妥");
    d->permit = save_new(d, r);
    d->visit = reception_new(d->o, "walk_in", &d->a);
    record_set_text(d->visit->record, "phone", "13800005678");
    record_set_text(d->visit->record, "name", "龚䶮");
    record_set_text(d->visit->record, "form", "1");
    record_set_text(d->visit->record, "need", "2");
    must(reception_open(d->o, d->visit, &err));
    *state = d;
    return 0;
}

static int
close_desk(void **state)
{
    struct desk *d = *state;

    office_close(&d->o);
    arena_free(&d->a);
    free(d);
    return 0;
}

static struct sheet
compose(struct desk *d, const char *name, const char *id, const char *reveal)
{
    struct sheet_wish wish;
    struct sheet s;
    struct err err = { 0 };

    must(sheet_named(d->o, name, id, &d->a, &wish, &err));
    wish.reveal = reveal;
    must(sheet_compose(d->o, &wish, &d->a, &s, &err));
    if (getenv("QT_SHOW"))
        puts(s.text);
    return s;
}

/* Every framed row is as wide as the page. */
static void
assert_in_line(const char *text, int cols)
{
    char line[1024];
    size_t framed = 0;

    for (const char *s = text; *s; s += strcspn(s, "\n") + 1) {
        snprintf(line, sizeof line, "%.*s", (int)strcspn(s, "\n"), s);
        if (*line == '|' || *line == '+') {
            assert_int_equal(text_columns(line), cols);
            framed++;
        }
    }
    assert_true(framed > 4);
}

static void
F025_a_register_has_its_paper_from_its_fields(void **state)
{
    struct desk *d = *state;
    struct sheet s = compose(d, "permit", "1“A”", NULL);       /* the number's tail */
    struct buf bytes = { 0 };

    assert_int_equal(s.wish.id, d->permit);
    assert_int_equal(s.records, 1);
    assert_int_equal(s.pages, 1);
    for (const struct field *f = permit_register.fields; f->name; f++)
        assert_non_null(strstr(s.text, f->label));
    assert_non_null(strstr(s.text, "2026-预.001\"A\""));
    assert_non_null(strstr(s.text, "预计十二月办妥"));
    assert_non_null(strstr(s.text, "云栖花园"));
    assert_non_null(strstr(s.text, "2026-11-22 10:00"));
    assert_non_null(strstr(s.text, "Approved by"));
    assert_in_line(s.text, 76);
    assert_true(paper_encode(s.text, CHARSET_GBK, &bytes, NULL));
    buf_free(&bytes);
}

static void
F025_an_empty_form_has_every_field_that_is_filled_in(void **state)
{
    struct desk *d = *state;
    struct sheet_wish wish = { .kind = SHEET_BLANK };
    struct err err = { 0 };

    for (size_t i = 0; reg_at(i); i++) {
        struct sheet s;

        if (reg_at(i) == &reception_register)       /* has the fields of its screens */
            continue;
        wish.reg = reg_at(i);
        wish.size = paper_size_get(i % 2 ? "241" : "a4");
        must(sheet_compose(d->o, &wish, &d->a, &s, &err));
        assert_in_line(s.text, wish.size->cols);
        assert_int_equal(s.records, 0);
        for (const struct field *f = wish.reg->fields; f->name; f++)
            if (!f->readonly && text_columns(f->label) <= 12 && !strstr(s.text, f->label))
                fail_msg("%s lacks %s", wish.reg->name, f->label);
    }
}

static void
F025_the_reception_sheet_has_the_fields_of_the_screen(void **state)
{
    static const struct { const char *name; const struct field *fields; } sheets[] = {
        { "blank:call", reception_call_fields }, { "blank:walk_in", reception_walk_in_fields }, { "blank:reception", reception_walk_in_fields },
    };
    struct desk *d = *state;

    for (size_t i = 0; i < COUNT(sheets); i++) {
        const char *at = compose(d, sheets[i].name, "", NULL).text;

        assert_in_line(at, 76);
        /* In the screen's order, too. */
        for (const struct field *f = sheets[i].fields; f->name; f++) {
            const char *found;

            if (f->readonly || text_columns(f->label) > 15)
                continue;
            found = strstr(at, f->label);
            if (!found)
                fail_msg("%s lacks %s", sheets[i].name, f->label);
            at = found;
        }
    }
    assert_non_null(strstr(compose(d, "blank:call", "", NULL).text, "[ ]1 "));
}

static void
F025_a_filled_sheet_masks_unless_there_is_a_reason(void **state)
{
    struct desk *d = *state;
    const char *number = record_text(d->visit->record, "number");
    struct sheet s = compose(d, "reception", number, NULL);
    struct sheet_wish wish = s.wish;
    struct err err = { 0 };

    assert_non_null(strstr(s.text, number));
    assert_non_null(strstr(s.text, "138****5678"));
    assert_null(strstr(s.text, "0000"));
    assert_true(s.masked);
    s = compose(d, "reception", strchr(number, '-') + 1, "1");      /* by its tail */
    assert_non_null(strstr(s.text, "138 0000 5678"));
    assert_false(s.masked);
    wish.reveal = "curious";
    assert_false(sheet_compose(d->o, &wish, &d->a, &s, &err));
    assert_int_equal(err.code, ERR_INPUT);
    s = compose(d, "customer", "龚䶮", NULL);
    assert_non_null(strstr(s.text, "138****5678"));
}

static void
F025_every_print_is_in_the_journal(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct sheet s = compose(d, "reception", record_text(d->visit->record, "number"), "1");
    struct entry e[4];
    struct actor me = { 0, "前台2", NOW };
    const struct sheet_place place = { SHEET_FILE, CHARSET_GBK, paper_size_get("241"), "", "/home/前台" };
    struct sheet_place now = sheet_place(d->o, &d->a);
    size_t n;

    assert_null(strstr(s.text, "print no."));
    must(sheet_printed(d->o, &s, "printer", NULL, &err));
    must(journal_about(d->o->store, "customer", record_num(s.record, "customer"), 0, true, &d->a, e, 4, &n, &err));
    assert_string_equal(e[0].action, "print.record");
    assert_true(e[0].flags & ENTRY_LEFT);
    assert_non_null(strstr(e[0].summary, "printer"));
    assert_non_null(strstr(e[0].summary, "not masked"));
    assert_false(journal_undo(d->o->store, &me, e[0].id, &err));
    assert_int_equal(sheet_prints(d->o, &reception_register, d->visit->record->id), 1);
    s = compose(d, "reception", record_text(d->visit->record, "number"), NULL);
    assert_non_null(strstr(s.text, "print no. 2"));
    s = compose(d, "list:permit", "", NULL);
    assert_int_equal(s.records, 1);
    must(sheet_printed(d->o, &s, "file", &place, &err));
    now = sheet_place(d->o, &d->a);
    assert_int_equal(now.way, SHEET_FILE);
    assert_int_equal(now.charset, CHARSET_GBK);
    assert_string_equal(now.size->name, "241");
    assert_string_equal(now.queue, "");
    assert_string_equal(now.folder, "/home/前台");
}

static void
F025_a_list_goes_over_pages_in_line(void **state)
{
    struct desk *d = *state;
    struct sheet s;
    size_t rows = 0;

    for (int i = 0; i < 120; i++) {
        struct record *r = record_new(d->o, &permit_register, &d->a);

        record_set_text(r, "kind", "2");
        record_set_text(r, "number", arena_printf(&d->a, "N%03d·%s", i, i % 2 ? "Nr." : "号码“长”一些的证"));
        save_new(d, r);
    }
    s = compose(d, "list:permit", "", NULL);
    assert_int_equal(s.records, 121);
    assert_true(s.pages >= 3);
    for (const char *p = s.text; (p = strstr(p, "\nN")) || (p = NULL); p++)
        rows++;
    for (const char *p = s.text; (p = strstr(p, " N")) != NULL; p++)
        rows += p[2] >= '0' && p[2] <= '9';
    assert_int_equal(rows, 120);
    for (const char *p = s.text; *p; p += strcspn(p, "\n") + 1) {
        char line[1024];

        snprintf(line, sizeof line, "%.*s", (int)strcspn(p, "\n"), p);
        assert_true(text_columns(line) <= 76);
    }
}

static void
F025_what_is_asked_for_is_understood_or_refused(void **state)
{
    static const struct { const char *name, *id; enum err_code want; } cases[] = {
        { "nonsense", "1", ERR_INPUT }, { "blank:nonsense", "", ERR_INPUT }, { "permit", "", ERR_INPUT }, { "permit", "999", ERR_MISSING },
        { "reception", "Z999", ERR_MISSING }, { "blank:permit", "7", ERR_INPUT }, { "list:permit", "7", ERR_INPUT },
        { "permit", "1", ERR_NONE }, { "blank:viewing", "", ERR_NONE }, { "list:home", "", ERR_NONE },
    };
    struct desk *d = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const char *id = strcmp(cases[i].id, "1") == 0 ? arena_printf(&d->a, "%lld", (long long)d->permit) : cases[i].id;
        struct sheet_wish wish;
        struct err err = { 0 };
        bool good = sheet_named(d->o, cases[i].name, id, &d->a, &wish, &err);

        assert_int_equal(good, cases[i].want == ERR_NONE);
        assert_int_equal(err.code, cases[i].want);
    }
}

static void
F025_who_may_not_see_does_not_print(void **state)
{
    struct desk *d = *state;
    struct err err = { 0 };
    struct record *r = record_new(d->o, reg_get("staff"), &d->a);
    struct sheet_wish wish = { .kind = SHEET_RECORD, .reg = &reception_register, .id = d->visit->record->id };
    struct sheet s;

    record_set_text(r, "name", "马骏");
    record_set_text(r, "roles", "46");
    save_new(d, r);
    must(office_seat(d->o, r->id, &err));
    if (office_can(d->o, "screen.reception", "see"))
        fail_msg("this role was taken as one without receptions");
    assert_false(sheet_compose(d->o, &wish, &d->a, &s, &err));
    assert_int_equal(err.code, ERR_REFUSED);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(F025_a_register_has_its_paper_from_its_fields, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F025_an_empty_form_has_every_field_that_is_filled_in, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F025_the_reception_sheet_has_the_fields_of_the_screen, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F025_a_filled_sheet_masks_unless_there_is_a_reason, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F025_every_print_is_in_the_journal, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F025_a_list_goes_over_pages_in_line, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F025_what_is_asked_for_is_understood_or_refused, open_desk, close_desk),
        cmocka_unit_test_setup_teardown(F025_who_may_not_see_does_not_print, open_desk, close_desk),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
