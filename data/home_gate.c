#include "data/home_gate.h"

#include "base/lang.h"
#include "data/adverse.h"
#include "data/lines.h"
#include "data/registers.h"
#include "data/told_notice.h"

#include <string.h>

#define FACTORS_MOST 32

/* Codes of the list environment; codes never change. */
enum { AIR_CLEAN = '1', AIR_NOTICED, AIR_EXCEEDED, AIR_CHEMICAL };

static int
environment_of(const struct record *home)
{
    return *record_text(home, "environment") ? *record_text(home, "environment") : AIR_CLEAN;
}

bool
home_locked(const struct record *home)
{
    return environment_of(home) == AIR_EXCEEDED || environment_of(home) == AIR_CHEMICAL;
}

bool
home_lock(struct office *o, struct record *home, struct err *err)
{
    struct record *stored;

    if (!home_locked(home) || strcmp(home->state, "for_sale") != 0)
        return true;
    if (home->id && reg_read(o, home->reg, home->id, home->arena, &stored, NULL) && strcmp(stored->state, "withheld") == 0)
        return err_set(err, ERR_REFUSED, _("%s: above the limit, it is not sold (RCP-50)."), record_text(home, "code"));
    home->state = "withheld";
    return true;
}

/* ---- reasons ----------------------------------------------------------------------------------- */

static bool
is_built(struct office *o, const struct record *home)
{
    const struct value *v = record_value((struct record *)home, "completed_on");

    return v->set && v->num <= office_today(o);
}

static void
of_home(const struct record *home, struct arena *a, struct said *said)
{
    if (home_locked(home))
        said_add(said, a, arena_strdup(a, environment_of(home) == AIR_CHEMICAL
                 ? _("Polluted by chemicals: locked, under no condition sold (RCP-50).") : _("Above the limit: locked, not sold (RCP-50).")));
    if (!record_num(home, "in_presale"))
        said_add(said, a, arena_strdup(a, _("Not in the presale scope: it cannot be subscribed (RCP-40).")));
}

static void
of_state(const struct record *home, struct arena *a, struct said *said)
{
    if (strcmp(home->state, "for_sale") != 0 && strcmp(home->state, "held") != 0)
        said_add(said, a, arena_printf(a, _("The home is %s."), reg_state_label(home->reg, home->state)));
}

static void
of_notices(struct office *o, const struct record *home, int64_t customer, bool contract, struct arena *a, struct said *said)
{
    if (environment_of(home) == AIR_NOTICED && !notice_given(o, NOTICE_ENVIRONMENT, customer, home->id, true))
        said_add(said, a, arena_strdup(a, _("The notice of noise or smell is not signed (RCP-50).")));
    if (record_num(home, "showroom") && !notice_given(o, NOTICE_SHOWROOM, customer, home->id, true))
        said_add(said, a, arena_strdup(a, _("A show flat: its sheet is not signed (RCP-49).")));
    if (is_built(o, home) || notice_given(o, NOTICE_AREA, customer, home->id, contract))
        return;
    said_add(said, a, arena_strdup(a, contract ? _("The notice on the area is not signed (RCP-51).")
                                               : _("It was not said that the measured area will differ (RCP-51).")));
}

static void
of_factors(struct office *o, const struct record *home, int64_t customer, struct arena *a, struct said *said)
{
    struct record *factors[FACTORS_MOST];
    struct err err = { 0 };
    size_t n;

    if (adverse_may_subscribe(o, customer, home->id, &err))
        return;
    if (!adverse_unsigned(o, customer, record_num(home, "building"), a, factors, COUNT(factors), &n, NULL))
        n = 0;
    for (size_t i = 0; i < n; i++)
        said_add(said, a, arena_printf(a, _("Adverse factor not signed: %s (RCP-32)."), record_title(o, factors[i], a)));
    if (n == 0)
        said_add(said, a, arena_strdup(a, err.text));
}

static bool
collect(struct office *o, int64_t home, int64_t customer, bool contract, struct arena *a, struct said *said, struct err *err)
{
    struct record *r;

    if (!reg_read(o, &home_register, home, a, &r, err))
        return false;
    if (!contract)
        of_state(r, a, said);
    of_home(r, a, said);
    if (customer) {
        of_factors(o, r, customer, a, said);
        of_notices(o, r, customer, contract, a, said);
    }
    return true;
}

size_t
home_hindrances(struct office *o, int64_t home, int64_t customer, struct arena *a, char ***lines)
{
    struct said said = { 0 };
    struct err err = { 0 };

    if (!collect(o, home, customer, false, a, &said, &err))
        said_add(&said, a, arena_strdup(a, err.text));
    *lines = said.text;
    return said.count;
}

static bool
refuse_all(struct office *o, int64_t home, int64_t customer, bool contract, struct err *err)
{
    struct arena a = { 0 };
    struct said said = { 0 };
    bool may = collect(o, home, customer, contract, &a, &said, err);
    char *all = arena_strdup(&a, "");

    for (size_t i = 0; i < said.count; i++)
        all = arena_printf(&a, "%s%s%s", all, i ? " " : "", said.text[i]);
    if (said.count)
        may = err_set(err, ERR_REFUSED, "%s", all);
    arena_free(&a);
    return may;
}

bool
home_may_subscribe(struct office *o, int64_t home, int64_t customer, struct err *err)
{
    return refuse_all(o, home, customer, false, err);
}

bool
home_may_sign(struct office *o, int64_t home, int64_t customer, struct err *err)
{
    return refuse_all(o, home, customer, true, err);
}
