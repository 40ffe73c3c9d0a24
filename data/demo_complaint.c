/* The demonstration's hotline: matters settled long ago, reopened once, and open ones of these days (content/demo_complaints.csv). */
#include "data/complaint.h"
#include "data/content.h"
#include "data/customer.h"
#include "data/demo_private.h"
#include "data/registers.h"

#include <stdlib.h>
#include <string.h>

struct step { const struct content_table *t; size_t row; int64_t *ids; };

static const char *
cell(const struct step *s, const char *column)
{
    return content_cell(s->t, s->row, column);
}

/* Matters are known by their key: the row that files one comes first. */
static int64_t *
matter_of(const struct step *s)
{
    for (size_t i = 0; i < s->t->rows; i++)
        if (strcmp(content_cell(s->t, i, "key"), cell(s, "key")) == 0)
            return &s->ids[i];
    abort();
}

static bool
file(struct demo *d, const struct step *s, struct arena *a, struct err *err)
{
    struct record *r = complaint_new(d->o, a);
    char *more = arena_strdup(a, cell(s, "more")), *save = NULL;
    struct customer_phone *phones;
    size_t n;

    complaint_caller(d->o, r, demo_customer(d, cell(s, "customer")));
    if (customer_phones(d->o, record_num(r, "customer"), a, &phones, &n, NULL) && n)
        record_set_text(r, "phone", phones[0].number);
    if (!record_num(r, "project"))
        record_set_num(r, "project", demo_project(d));
    record_set_text(r, "category", cell(s, "category"));
    record_set_text(r, "class", cell(s, "class"));
    record_set_text(r, "place", cell(s, "place"));
    record_set_text(r, "words", cell(s, "text"));
    if (strcmp(cell(s, "do"), "urgent") == 0)
        record_set_text(r, "urgency", "2");
    for (char *pair = strtok_r(more, ";", &save); pair; pair = strtok_r(NULL, ";", &save)) {
        char *value = strchr(pair, '=');

        pair += strspn(pair, " ");
        *value++ = '\0';
        record_set_text(r, pair, value);
    }
    if (!complaint_file(d->o, r, err))
        return false;
    *matter_of(s) = r->id;
    return true;
}

static bool
plan(struct demo *d, const struct step *s, int64_t id, struct arena *a, struct err *err)
{
    static const char *const moves[] = { "propose", "approve", "offer" };
    struct record *r = record_new(d->o, &repair_plan_register, a);
    int64_t sat = d->o->staff;

    record_set_num(r, "complaint", id);
    record_set_text(r, "text", cell(s, "text"));
    record_set_num(r, "amount", 0);
    record_set_num(r, "end_on", office_today(d->o) + 5);
    if (!reg_save(d->o, r, NULL, err))
        return false;
    for (size_t i = 0; i < COUNT(moves); i++) {
        bool good = strcmp(moves[i], "approve") != 0 || office_seat(d->o, demo_staff(d, "沈洁"), err);

        good = good && reg_move(d->o, r, reg_move_named(d->o, r, moves[i]), NULL, err);
        if (!office_seat(d->o, sat, err) || !good)
            return false;
    }
    return true;
}

SQL(demo_plan_of, "SELECT max(id) FROM repair_plan WHERE complaint = ? AND state = 'offered'");

static bool
agree(struct demo *d, int64_t id, struct arena *a, struct err *err)
{
    struct query q = query_begin(d->o->store, &demo_plan_of);
    struct record *r, *c;

    query_bind_int(&q, id);
    if (!reg_read(d->o, &repair_plan_register, query_number(&q, 0), a, &r, err) || !reg_read(d->o, &complaint_register, id, a, &c, err))
        return false;
    record_set_text(r, "signer", record_text(c, "name"));
    return reg_move(d->o, r, reg_move_named(d->o, r, "sign"), NULL, err);
}

static bool
follow(struct demo *d, const struct step *s, int64_t id, bool happy, struct err *err)
{
    int score = atoi(cell(s, "more"));
    struct complaint_answers f = { .reached = true, .solved = happy, .speed = score, .manner = happy ? 5 : score + 1, .quality = score, .left_over = happy ? NULL : cell(s, "text") };

    return complaint_follow_up(d->o, id, &f, err);
}

/* Everybody who had to hear of it was rung. */
static bool
told(struct demo *d, int64_t id, struct arena *a, struct err *err)
{
    struct complaint_notice notices[8];
    size_t n = complaint_notices(d->o, id, a, notices, COUNT(notices));

    for (size_t i = 0; i < n && i < COUNT(notices); i++)
        if (!notices[i].confirmed && !complaint_notice_confirm(d->o, notices[i].id, "", err))
            return false;
    return true;
}

static bool
run(struct demo *d, void *with, struct err *err)
{
    const struct step *s = with;
    const char *what = cell(s, "do"), *text = cell(s, "text"), *more = cell(s, "more");
    int64_t id = *matter_of(s);
    struct arena a = { 0 };
    bool good = false;

    if (strcmp(what, "file") == 0 || strcmp(what, "urgent") == 0)
        good = file(d, s, &a, err);
    else if (strcmp(what, "told") == 0)
        good = told(d, id, &a, err);
    else if (strcmp(what, "contact") == 0)
        good = complaint_contact(d->o, id, text, err);
    else if (strcmp(what, "respond") == 0)
        good = complaint_respond(d->o, id, text, err);
    else if (strcmp(what, "progress") == 0)
        good = complaint_progress(d->o, id, "1", text, more, false, err);
    else if (strcmp(what, "plan") == 0)
        good = plan(d, s, id, &a, err);
    else if (strcmp(what, "agree") == 0)
        good = agree(d, id, &a, err);
    else if (strcmp(what, "begin") == 0)
        good = complaint_step(d->o, id, STAGE_IN_PROGRESS, text, err);
    else if (strcmp(what, "done") == 0 || strcmp(what, "finish") == 0)
        good = complaint_done(d->o, id, more, text, err);
    else if (strcmp(what, "confirm") == 0)
        good = complaint_confirm(d->o, id, more, text, err);
    else if (strcmp(what, "follow") == 0 || strcmp(what, "unhappy") == 0)
        good = follow(d, s, id, strcmp(what, "follow") == 0, err);
    else if (strcmp(what, "judge") == 0)
        good = complaint_judge(d->o, id, *more != '\0', 0, text, err);
    else if (strcmp(what, "close") == 0)
        good = complaint_close(d->o, id, err);
    arena_free(&a);
    return good;
}

void
demo_plan_complaints(struct demo *d)
{
    struct content_table *t = arena_alloc(&d->a, sizeof *t);
    int64_t *ids;

    *t = content_table("demo_complaints.csv", &d->a);
    ids = arena_alloc(&d->a, t->rows * sizeof *ids);
    for (size_t i = 0; i < t->rows; i++) {
        struct step *s = arena_alloc(&d->a, sizeof *s);

        *s = (struct step){ t, i, ids };
        demo_plan(d, demo_when(d, content_cell(t, i, "when")), content_cell(t, i, "by"), run, s);
    }
}
