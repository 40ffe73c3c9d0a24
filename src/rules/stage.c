#include "rules/stage.h"

#include "base/lang.h"

#include <string.h>

static bool
happened(day d, day today)
{
    return d != NO_DAY && d <= today;
}

/* LIFE-10: whoever cancelled or gave back begins anew. */
static bool
is_over(const struct home_dates *home, day today)
{
    return happened(home->cancelled, today);
}

static bool
is_signed(const struct home_dates *home, day today)
{
    return !is_over(home, today) && (happened(home->signed_on, today) || happened(home->delivered, today));
}

static bool
is_delivered(const struct home_dates *home, day today)
{
    return !is_over(home, today) && happened(home->delivered, today);
}

enum life_stage
life_of_home(const struct home_dates *home, day today, const struct stage_limits *limits)
{
    if (!is_signed(home, today))
        return LIFE_PROSPECT;
    if (!is_delivered(home, today))
        return LIFE_PENDING;
    if (today < day_add_months(home->delivered, limits->settling_months))
        return LIFE_SETTLING;
    if (today < day_add_months(home->delivered, limits->stable_months))
        return LIFE_STABLE;
    return LIFE_VETERAN;
}

enum life_stage
life_of_customer(const struct home_dates *homes, size_t count, day today, const struct stage_limits *limits)
{
    enum life_stage oldest = LIFE_PROSPECT;

    for (size_t i = 0; i < count; i++) {
        enum life_stage one = life_of_home(&homes[i], today, limits);

        if (one > oldest)
            oldest = one;
    }
    return oldest;
}

bool
life_is_owner(enum life_stage stage)
{
    return stage >= LIFE_PENDING;
}

bool
life_is_subscribed(const struct home_dates *home, day today)
{
    return !is_over(home, today) && happened(home->subscribed, today) && !is_signed(home, today);
}

const char *
life_name(enum life_stage stage)
{
    switch (stage) {
    case LIFE_PROSPECT: return _("Prospect");
    case LIFE_PENDING:  return _("Owner, home not handed over");
    case LIFE_SETTLING: return _("Owner settling in");
    case LIFE_STABLE:   return _("Owner settled");
    case LIFE_VETERAN:  return _("Owner of long standing");
    }
    return "";
}

/* STAGE-04 to STAGE-08: what runs after the handover. */
static unsigned
active_after_delivery(const struct home_dates *home, day today, const struct stage_limits *limits)
{
    unsigned set = STAGE_BIT(STAGE_ALONG);
    day warranty = home->warranty_until;

    if (warranty == NO_DAY)
        warranty = day_add_months(home->delivered, limits->warranty_months) - 1;
    /* The day of moving in still belongs to the welcome. */
    if (home->moved_in == NO_DAY || today <= home->moved_in)
        set |= STAGE_BIT(STAGE_HANDOVER);
    if (today < day_add_months(home->delivered, limits->settling_months))
        set |= STAGE_BIT(STAGE_CARE);
    if (today <= warranty)
        set |= STAGE_BIT(STAGE_WARRANTY);
    if (home->first_delivery != NO_DAY && today >= day_add_months(home->first_delivery, limits->renewal_months))
        set |= STAGE_BIT(STAGE_RENEWAL);
    return set;
}

unsigned
stage_active(const struct home_dates *home, day today, const struct stage_limits *limits)
{
    if (is_delivered(home, today))
        return active_after_delivery(home, today, limits);
    if (is_signed(home, today))
        return STAGE_BIT(STAGE_WAIT);
    if (life_is_subscribed(home, today))
        return STAGE_BIT(STAGE_MEET) | STAGE_BIT(STAGE_CONTRACT);
    return STAGE_BIT(STAGE_MEET);
}

static enum service_stage
highest(unsigned set)
{
    for (int stage = STAGE_RENEWAL; stage > STAGE_NONE; stage--)
        if (set & STAGE_BIT(stage))
            return (enum service_stage)stage;
    return STAGE_NONE;
}

enum service_stage
stage_shown(unsigned active, unsigned done)
{
    if (active & STAGE_BIT(STAGE_CONTRACT))
        return STAGE_CONTRACT;

    enum service_stage open = highest(active & ~done);

    return open != STAGE_NONE ? open : highest(active);
}

/* One framework: its name, the names of its steps from 0 on, and for each stage where it is counted and
 * which steps it touches (section 4 of the domain's overview, "Mapping"). */
static const struct {
    const char *name, *id;
    int steps;
    const char *const names[STAGE_COUNT];
    unsigned char counted[STAGE_COUNT];
    unsigned short touched[STAGE_COUNT];
} frameworks[FRAMEWORK_COUNT] = {
    [FRAMEWORK_SIX_TWO] = {
        N_("Six plus two"), "six_plus_two", 8,
        { N_("No stage"), N_("1 First meeting"), N_("2 Subscription and contract"), N_("3 Waiting"), N_("4 Moving in"),
          N_("5 First months"), N_("6 Warranty"), N_("+1 Along the way"), N_("+2 Four years on") },
        { 0, 1, 2, 3, 4, 5, 6, 7, 8 },
        { 0, 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5, 1 << 6, 1 << 7, 1 << 8 },
    },
    [FRAMEWORK_FIVE_STEP] = {
        N_("Five steps"), "five_plus_one", 5,
        { N_("No step of its own"), N_("Step 1: first meeting"), N_("Step 2: contract"), N_("Step 3: moving in"),
          N_("Step 4: responsibility"), N_("Step 5: along the way"), NULL, NULL, NULL },
        { 0, 1, 2, 3, 3, 4, 4, 5, 0 },      /* waiting belongs to the work before the handover */
        { 0, 1 << 1, 1 << 2, 1 << 3, 1 << 3, 1 << 4, 1 << 4 | 1 << 5, 1 << 5, 0 },
    },
    [FRAMEWORK_PROPERTY] = {
        N_("Five steps of property service"), "property_five", 5,
        { N_("No step of its own"), N_("Know customers"), N_("Understand their needs"), N_("Help customers"),
          N_("Feel with customers"), N_("Move customers"), NULL, NULL, NULL },
        { 0, 1, 1, 1, 1, 2, 4, 5, 0 },
        { 0, 1 << 1, 1 << 1, 1 << 1, 1 << 1 | 1 << 5, 1 << 2 | 1 << 3, 1 << 4, 1 << 5, 0 },
    },
};

const char *
stage_name(enum service_stage stage)
{
    return framework_step_name(FRAMEWORK_SIX_TWO, stage);
}

int
framework_steps(enum framework f)
{
    return frameworks[f].steps;
}

const char *
framework_name(enum framework f)
{
    return _(frameworks[f].name);
}

const char *
framework_id(enum framework f)
{
    return frameworks[f].id;
}

bool
framework_by_id(const char *id, enum framework *out)
{
    for (int f = 0; f < FRAMEWORK_COUNT; f++) {
        if (strcmp(frameworks[f].id, id) != 0)
            continue;
        *out = (enum framework)f;
        return true;
    }
    return false;
}

const char *
framework_step_name(enum framework f, int step)
{
    return _(frameworks[f].names[step]);
}

int
framework_step(enum framework f, enum service_stage stage)
{
    return frameworks[f].counted[stage];
}

unsigned
framework_steps_touched(enum framework f, enum service_stage stage)
{
    return frameworks[f].touched[stage];
}

void
framework_count(enum framework f, const enum service_stage *shown, size_t count, size_t counts[STAGE_COUNT])
{
    memset(counts, 0, STAGE_COUNT * sizeof *counts);
    for (size_t i = 0; i < count; i++)
        counts[framework_step(f, shown[i])]++;
}
