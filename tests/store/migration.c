/* Databases that earlier releases left are opened, brought up to this program's schema, and lose nothing. */
#include "tests/support.h"

#include "data/engine/find.h"
#include "data/engine/journal.h"
#include "data/office.h"
#include "data/reception.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define must(call) do { if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static void
say(void *ctx, const char *line)
{
    (void)ctx;
    fprintf(stderr, "%s\n", line);
}

static char *
copy_of(struct arena *a, const char *folder, const char *name)
{
    char *from = arena_printf(a, "tests/data/%s", name), *to = arena_printf(a, "%s/%s", folder, name);
    size_t size;
    char *bytes = support_read(a, from, &size);

    support_write(to, bytes, size);
    return to;
}

static void
a_file_of_step_1_is_brought_up_and_keeps_everything(void **state)
{
    struct arena a = { 0 };
    struct err err = { 0 };
    char *folder = support_tmpdir(&a), *path = copy_of(&a, folder, "schema-1.db");
    struct office *o;
    struct reception *r;
    int64_t ids[2], ranks[2];
    size_t n;

    (void)state;
    must(office_open(&o, path, "test", &err));
    while (find_catch_up(o->store, 100, &err) > 0)
        ;
    must(find_customers(o->store, "oym", 0, ids, ranks, 2, &n, &err));
    assert_int_equal(n, 1);
    must(reception_read(o, 1099511627781, &a, &r, &err));
    assert_string_equal(record_text(r->record, "number"), "JD261122-A001");
    assert_string_equal(r->record->state, "open");
    assert_int_equal(store_integrity(o->store, say, NULL, &err), 0);
    assert_int_equal(journal_verify(o->store, say, NULL, NULL, &err), 0);
    office_close(&o);
    must(office_open(&o, path, "test", &err));      /* a second time nothing is left to do */
    office_close(&o);
    support_rmdir(folder);
    arena_free(&a);
}

SQL(migration_lists, "SELECT count(*) FROM list_entry WHERE list = ?");
SQL(migration_said, "SELECT text = '随便看看' FROM list_entry WHERE list = 'need' AND code = '2'");
SQL(migration_updates, "SELECT count(*) FROM journal_entry WHERE action = 'content.update'");

static int64_t
number_of(struct office *o, const struct sql *sql, const char *list)
{
    struct query q = query_begin(o->store, sql);

    if (list)
        query_bind_text(&q, list);
    return query_number(&q, -1);
}

/* What an earlier release did not have comes in once; what the company wrote stays. */
static void
a_file_of_step_2_gets_the_lists_of_this_release_once(void **state)
{
    struct arena a = { 0 };
    struct err err = { 0 };
    char *folder = support_tmpdir(&a), *path = copy_of(&a, folder, "schema-2.db");
    struct office *o;
    struct reception *r;

    (void)state;
    for (int i = 0; i < 2; i++) {
        must(office_open(&o, path, "test", &err));
        assert_int_equal(number_of(o, &migration_lists, "complaint_category"), 54);
        assert_int_equal(number_of(o, &migration_lists, "complaint_class"), 4);
        assert_int_equal(number_of(o, &migration_said, NULL), 1);
        assert_int_equal(number_of(o, &migration_updates, NULL), 1);
        assert_non_null(office_list(o, "complaint_category"));
        must(reception_read(o, 1099511627781, &a, &r, &err));
        assert_int_equal(store_integrity(o->store, say, NULL, &err), 0);
        assert_int_equal(journal_verify(o->store, say, NULL, NULL, &err), 0);
        office_close(&o);
    }
    support_rmdir(folder);
    arena_free(&a);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_of_step_1_is_brought_up_and_keeps_everything),
        cmocka_unit_test(a_file_of_step_2_gets_the_lists_of_this_release_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
