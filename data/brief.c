#include "data/brief.h"

#include "base/lang.h"
#include "base/phone.h"
#include "data/claim.h"
#include "data/customer.h"
#include "data/engine/journal.h"
#include "data/task.h"

#include <string.h>

#define TASKS_SHOWN 5
#define TASKS_READ 20           /* among them every promise, however late it is due */
#define PAST_SHOWN 6

SQL(brief_owed, "SELECT q.text AS text, r.id AS reception FROM question q JOIN reception r ON r.id = q.reception"
                " WHERE r.customer = ? AND q.answered = 0 AND r.state = 'closed' ORDER BY q.id DESC LIMIT 4");

struct brief {
    struct office *o;
    struct arena *a;
    struct brief_line *out;
    size_t count, max;
};

static struct brief_line *
add(struct brief *b, enum brief_kind kind, char *text)
{
    static struct brief_line none;
    struct brief_line *line = b->count < b->max ? &b->out[b->count++] : &none;

    *line = (struct brief_line){ .kind = kind, .text = text };
    return line;
}

static void
who(struct brief *b, const struct record *c, struct customer_phone *phones, size_t nphones)
{
    const char *form = office_code_text(b->o, "form_of_address", record_text(c, "form"));
    int64_t star = record_num(c, "star");
    struct buf text = { 0 };

    buf_printf(&text, "%s %s", record_text(c, "name"), form);
    for (size_t i = 0; i < nphones && i < 2; i++)
        buf_printf(&text, " %s", phone_mask(b->a, phones[i].number));
    if (star)
        buf_printf(&text, _(" star %d"), (int)star);
    if (*record_text(c, "importance"))
        buf_printf(&text, " %s", office_code_text(b->o, "importance", record_text(c, "importance")));
    add(b, BRIEF_WHO, arena_strdup(b->a, text.text));
    buf_free(&text);
}

static void
homes(struct brief *b, int64_t customer)
{
    struct owned *owned;
    size_t n;
    struct stage_limits limits = customer_limits(b->o);
    day today = office_today(b->o);

    if (!customer_homes(b->o, customer, b->a, &owned, &n, NULL))
        return;
    for (size_t i = 0; i < n && i < 3; i++)
        add(b, BRIEF_STAGE, arena_printf(b->a, "%s %s %s", owned[i].code, owned[i].kind,
                                         life_name(life_of_home(&owned[i].dates, today, &limits))));
    if (n == 0)
        add(b, BRIEF_STAGE, arena_strdup(b->a, life_name(customer_life(b->o, customer))));
}

static bool
is_promise(const struct task *t)
{
    return strcmp(t->kind, "commitment") == 0 || strcmp(t->kind, "call_back") == 0;
}

/* A moment that is a day's end is that day (TIME-04). */
static const char *
due_words(struct brief *b, const struct task *t, moment now)
{
    if (moment_second(t->due, b->o->zone) == 0)
        return day_show(b->a, moment_day(t->due - 1, b->o->zone), moment_day(now, b->o->zone));
    return moment_show(b->a, t->due, now, b->o->zone);
}

static size_t
task_lines(struct brief *b, const struct task *t, size_t n, bool promises, size_t most)
{
    moment now = office_now(b->o);
    size_t shown = 0;

    for (size_t i = 0; i < n && shown < most; i++) {
        struct brief_line *line;

        if (is_promise(&t[i]) != promises || strcmp(t[i].kind, "reception") == 0)   /* the one before us, or a forgotten one */
            continue;
        line = add(b, promises ? BRIEF_PROMISE : BRIEF_OPEN,
                   arena_printf(b->a, promises ? _("Promised: %s %s") : _("Open: %s %s"), due_words(b, &t[i], now), t[i].text));
        line->late = t[i].due <= now;
        line->about = t[i].about;
        line->matter = t[i].matter;
        shown++;
    }
    return shown;
}

/* What was promised comes first: the next contact opens with it (RCP-46). */
static void
tasks(struct brief *b, int64_t customer)
{
    struct task t[TASKS_READ];
    size_t n, shown;

    if (!task_window(b->o, &(struct task_filter){ .who = TASKS_ALL, .customer = customer }, 0, 0, b->a, t, TASKS_READ, &n, NULL))
        return;
    shown = task_lines(b, t, n, true, TASKS_READ);
    task_lines(b, t, n, false, shown < TASKS_SHOWN ? TASKS_SHOWN - shown : 1);
}

static void
avoid(struct brief *b, const struct record *c)
{
    int from = (int)record_num(c, "quiet_from"), to = (int)record_num(c, "quiet_to");

    if (*record_text(c, "avoid"))
        add(b, BRIEF_AVOID, arena_printf(b->a, _("Avoid: %s"), record_text(c, "avoid")));
    if (from != to)
        add(b, BRIEF_AVOID, arena_printf(b->a, _("Do not ring %02d:%02d to %02d:%02d"), from / 60, from % 60, to / 60, to % 60));
    if (*record_text(c, "likes"))
        add(b, BRIEF_AVOID, arena_printf(b->a, _("Likes: %s"), record_text(c, "likes")));
}

static void
owed(struct brief *b, int64_t customer)
{
    struct query q = query_begin(b->o->store, &brief_owed);

    query_bind_int(&q, customer);
    while (query_next(&q)) {
        struct brief_line *line = add(b, BRIEF_OWED, arena_printf(b->a, _("Not answered yet: %s"), query_text(&q, "text", b->a)));

        line->about = "reception";
        line->matter = query_int(&q, "reception");
    }
    query_end(&q, NULL);
}

static void
past(struct brief *b, int64_t customer)
{
    struct entry e[PAST_SHOWN];
    size_t n;
    moment now = office_now(b->o);

    if (!journal_about(b->o->store, "customer", customer, 0, false, b->a, e, PAST_SHOWN, &n, NULL) || n == 0)
        return;
    add(b, BRIEF_BLANK, "");
    add(b, BRIEF_HEADING, arena_strdup(b->a, _("Before")));
    for (size_t i = 0; i < n; i++)
        add(b, BRIEF_PAST, arena_printf(b->a, "%s %s", day_show(b->a, moment_day(e[i].at, b->o->zone), moment_day(now, b->o->zone)),
                                        *e[i].summary ? e[i].summary : e[i].action));
}

/* Whose customer it is, and by which rule. */
static void
owner(struct brief *b, const struct record *c)
{
    char *text = claim_text(b->o, claim_project(b->o, c), c->id, b->a);
    struct brief_line *line;

    if (!text)
        return;
    line = add(b, BRIEF_OWNER, arena_printf(b->a, _("Owner: %s"), text));
    line->about = "customer_claim";
    line->matter = c->id;
}

size_t
customer_brief(struct office *o, int64_t customer, struct arena *a, struct brief_line *out, size_t max)
{
    struct brief b = { .o = o, .a = a, .out = out, .max = max };
    struct record *c;
    struct customer_phone *phones;
    size_t nphones;

    if (customer == 0 || !reg_read(o, reg_get("customer"), customer, a, &c, NULL) ||
        !customer_phones(o, customer, a, &phones, &nphones, NULL))
        return 0;
    who(&b, c, phones, nphones);
    homes(&b, customer);
    owner(&b, c);
    add(&b, BRIEF_BLANK, "");
    tasks(&b, customer);
    owed(&b, customer);
    avoid(&b, c);
    past(&b, customer);
    return b.count;
}
