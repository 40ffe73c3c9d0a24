#include "rules/rota.h"

static int
had(const struct rota_turn *t)
{
    return t->received + t->lost;
}

/* Does a come before b? */
static bool
before(const struct rota_turn *a, const struct rota_turn *b)
{
    return had(a) != had(b) ? had(a) < had(b) : a->place < b->place;
}

static struct rota_turn *
find(struct rota_turn *t, size_t n, int64_t staff)
{
    for (size_t i = 0; i < n; i++)
        if (t[i].staff == staff)
            return &t[i];
    return NULL;
}

int
rota_next(const struct rota_turn *t, size_t n)
{
    int next = -1;

    for (size_t i = 0; i < n; i++)
        if (t[i].state == ROTA_HERE && !t[i].busy && !t[i].skipped && (next < 0 || before(&t[i], &t[next])))
            next = (int)i;
    return next;
}

void
rota_take(struct rota_turn *t, size_t n, int64_t staff)
{
    struct rota_turn *who = find(t, n, staff);

    if (who)
        who->received++;
    for (size_t i = 0; i < n; i++)
        t[i].skipped = false;
}

/* Turns that have gone by for the one at that place: what the hindmost of the others here has had. An absence with
 * leave holds nobody back. -1: nobody else is here. */
static int
level(const struct rota_turn *t, size_t n, int64_t staff)
{
    int least = -1;

    for (size_t i = 0; i < n; i++)
        if (t[i].staff != staff && t[i].state == ROTA_HERE && (least < 0 || had(&t[i]) < least))
            least = had(&t[i]);
    return least;
}

void
rota_back(struct rota_turn *t, size_t n, int64_t staff)
{
    struct rota_turn *who = find(t, n, staff);
    int gone = level(t, n, staff);

    if (!who)
        return;
    if (who->state == ROTA_AWAY && had(who) < gone)
        who->lost += gone - had(who);
    who->state = ROTA_HERE;
}

int
rota_owed(const struct rota_turn *t, size_t n, int64_t staff)
{
    int gone = level(t, n, staff);

    for (size_t i = 0; i < n; i++)
        if (t[i].staff == staff)
            return gone > had(&t[i]) ? gone - had(&t[i]) : 0;
    return 0;
}

static bool
among(const int64_t *ids, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (ids[i] == id)
            return true;
    return false;
}

/* The first of yesterday who works today and stands in no place yet. */
static const struct rota_turn *
first_left(const int64_t *staff, size_t n, const struct rota_turn *yesterday, size_t before_n, const int64_t *order, size_t placed)
{
    const struct rota_turn *best = NULL;

    for (size_t i = 0; i < before_n; i++)
        if (among(staff, n, yesterday[i].staff) && !among(order, placed, yesterday[i].staff) && (!best || before(&yesterday[i], best)))
            best = &yesterday[i];
    return best;
}

void
rota_order(const int64_t *staff, size_t n, const struct rota_turn *yesterday, size_t before_n, int64_t *order)
{
    size_t placed = 0;
    const struct rota_turn *t;

    while (placed < n && (t = first_left(staff, n, yesterday, before_n, order, placed)))
        order[placed++] = t->staff;
    for (size_t i = 0; i < n && placed < n; i++)
        if (!among(order, placed, staff[i]))
            order[placed++] = staff[i];
}
