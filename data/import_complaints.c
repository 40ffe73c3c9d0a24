/* Import of complaints: letters and call lists of elsewhere, with tabs, line breaks and odd spaces left as they are. */
#include "data/complaint.h"
#include "data/import_private.h"

#include "base/lang.h"

#include <string.h>

enum { KEY_SOURCE, KEY_WORDS };

static const struct field complaint_columns[] = {
    { .name = "received_at", .label = N_("Received at"), .headings = "受理时间|留言时间|来电时间|时间|日期|投诉时间", .kind = FIELD_MOMENT },
    { 0 }
};

SQL(complaints_by_source, "SELECT id FROM complaint WHERE source = ?");
SQL(complaints_by_words, "SELECT id FROM complaint WHERE received_at = ? AND words = ?");

static bool
check(struct import *im, struct import_row *row, struct err *err)
{
    const char *source = import_text(im, row, "source"), *words = import_text(im, row, "words");
    struct value *at = import_value(im, row, "received_at");

    if (!*words)
        return err_field(err, "words", _("What was said is missing."));
    if (at && at->set && at->num > office_now(im->o))
        return err_field(err, "received_at", _("That is still to come."));
    if (*source)
        return import_key(im, row, KEY_SOURCE, source, err);
    return import_key(im, row, KEY_WORDS, arena_printf(&im->row_arena, "%lld %s", at && at->set ? (long long)at->num : 0, words), err);
}

static int64_t
same_as(struct import *im, struct import_row *row)
{
    const char *source = import_text(im, row, "source");
    struct value *at = import_value(im, row, "received_at");
    struct query q;

    if (*source) {
        q = query_begin(im->o->store, &complaints_by_source);
        query_bind_text(&q, source);
        return query_number(&q, 0);
    }
    if (!at || !at->set)
        return 0;
    q = query_begin(im->o->store, &complaints_by_words);
    query_bind_int(&q, at->num);
    query_bind_text(&q, import_text(im, row, "words"));
    return query_number(&q, 0);
}

static enum import_verdict
compare(struct import *im, struct import_row *row, struct err *err)
{
    int64_t id = same_as(im, row);
    struct record *r;
    char *differs;

    if (!id) {
        row->record = complaint_new(im->o, &im->row_arena);
        import_put_values(im, row, row->record);
        return VERDICT_NEW;
    }
    if (!reg_read(im->o, &complaint_register, id, &im->row_arena, &r, err))
        return VERDICT_FAILED;
    differs = import_differences(im, row, r);
    if (!differs || !*differs)
        return VERDICT_SAME;
    row->target = id;
    row->words = arena_printf(&im->row_arena, "%s: %s", record_text(r, "number"), differs);
    return VERDICT_DIFFERS;
}

static bool
write(struct import *im, struct import_row *row, struct err *err)
{
    struct record *r = row->record;

    if (row->target)
        return reg_write(im->o, im->act, r, err);
    return complaint_file_within(im->o, im->act, r, err);
}

const struct import_kind import_complaints = {
    .name = "complaints", .reg = "complaint", .fields = complaint_columns, .needed = "words", .check = check, .compare = compare, .write = write,
};
