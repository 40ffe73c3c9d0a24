#include "ui/screens/tell.h"

#include "base/lang.h"
#include "data/briefing.h"
#include "data/home_gate.h"
#include "data/permit.h"
#include "data/registers.h"
#include "ui/kit/dialog.h"
#include "ui/screens/desk.h"
#include "ui/screens/print.h"
#include "ui/screens/register.h"

#include <string.h>

#define TOLD_COLS 14

/* ---- the seven topics --------------------------------------------------------------------------- */

/* The codes with this one among them, in the order of the list. */
static char *
with_topic(const struct briefing *all, size_t n, const char *told, const char *topic, struct arena *a)
{
    char *out = arena_strdup(a, "");

    for (size_t i = 0; i < n; i++)
        if (strstr(told, all[i].topic) || strcmp(all[i].topic, topic) == 0)
            out = arena_printf(a, "%s%s%s", out, *out ? " " : "", all[i].topic);
    return out;
}

static int
choose_topic(struct screen *sc, const struct briefing *all, size_t n, const char *told, int start, struct arena *a)
{
    struct option options[BRIEFINGS_MOST];

    for (size_t i = 0; i < n; i++)
        options[i] = (struct option){ .code = all[i].topic,
            .text = arena_printf(a, "%s  %s%s", all[i].name, all[i].text ? arena_printf(a, _("version %d"), (int)all[i].version) : _("no wording in force"),
                                 strstr(told, all[i].topic) ? _("  told") : "") };
    return dialog_choose(sc->app, arena_printf(a, _("To be told: %zu/%zu"), briefing_told(told), n), options, n, start);
}

const char *
tell_topics(struct screen *sc, int64_t project, const char *told, struct arena *a)
{
    struct briefing all[BRIEFINGS_MOST];
    struct err err = { 0 };
    size_t n;
    int at = 0;

    if (!briefing_texts(office_of(sc), project, a, all, &n, &err)) {
        app_say_err(sc->app, &err);
        return told;
    }
    while (at < (int)n && strstr(told, all[at].topic))
        at++;
    while ((at = choose_topic(sc, all, n, told, at < (int)n ? at : 0, a)) >= 0) {
        if (!all[at].text) {
            app_say(sc->app, _("%s: no wording in force; ask the site manager. What you say yourself is ticked in the form."), all[at].name);
            return told;
        }
        dialog_text(sc->app, all[at].name, all[at].text);
        told = with_topic(all, n, told, all[at].topic, a);
        at++;
    }
    return told;
}

int
tell_draw(struct screen *sc, struct box b, const struct field *fields, const struct value *v)
{
    struct office *o = office_of(sc);
    int told = field_index(fields, "told"), first = field_index(fields, "first");
    const char *codes;
    bool few;

    if (told < 0 || first < 0 || !v[first].num)
        return 0;
    codes = v[told].set ? v[told].text : "";
    few = briefing_too_few(o, true, codes);
    draw_right(sc->term, b, 0, b.cols - TOLD_COLS - 1, TOLD_COLS, few ? STYLE_WARN : STYLE_GOOD,
               arena_printf(&sc->arena, few ? _("told in part %zu/%zu") : _("told %zu/%zu"), briefing_told(codes),
                            office_list(o, "briefing_topic")->count));
    return TOLD_COLS + 1;
}

size_t
tell_brief(struct office *o, int64_t project, struct arena *a, struct brief_line *out, size_t max)
{
    struct said said = { 0 };
    size_t n = 0;

    permits_to_tell(o, project, NULL, a, &said);
    for (; n < said.count && n < max; n++)
        out[n] = (struct brief_line){ .kind = BRIEF_AVOID, .text = said.text[n] };
    return n;
}

/* ---- the rest ------------------------------------------------------------------------------------- */

static void
give_card(struct screen *sc, int64_t customer, int64_t reception)
{
    struct office *o = office_of(sc);
    struct arena a = { 0 };
    struct record *r = record_new(o, &service_card_register, &a);
    struct err err = { 0 };

    if (customer)
        record_set_num(r, "customer", customer);
    if (reception)
        record_set_num(r, "reception", reception);
    if (reg_save(o, r, NULL, &err)) {
        app_wrote(sc->app);
        app_say(sc->app, _("Service card %s is noted as given."), record_text(r, "number"));
        print_record(sc, &service_card_register, r->id);
    } else {
        app_say_err(sc->app, &err);
    }
    arena_free(&a);
}

static void
new_record(struct screen *sc, const struct reg *reg, const char *field, int64_t id)
{
    screen_push(sc->app, &register_form_screen, &(struct register_wish){ .reg = reg, .preset_field = field, .preset = id });
}

static void
check_home(struct screen *sc, int64_t customer)
{
    static const struct field field = { .name = "home", .label = N_("Home"), .kind = FIELD_REF, .list = "home", .cols = 16, .required = true };
    struct arena a = { 0 };
    struct value v = { 0 };
    char **lines, *text;
    size_t n;

    if (dialog_line(sc->app, _("May they subscribe?"), &field, desk_env(desk_of(sc)), &a, &v) && v.set) {
        n = home_hindrances(office_of(sc), v.num, customer, &a, &lines);
        text = arena_strdup(&a, "");
        for (size_t i = 0; i < n; i++)
            text = arena_printf(&a, "%s%s\n", text, lines[i]);
        if (n)
            dialog_text(sc->app, arena_printf(&a, _("Not yet: %zu reasons"), n), text);
        else
            app_say(sc->app, "%s", _("Nothing stands in the way of subscribing."));
    }
    arena_free(&a);
}

void
tell_ask(struct screen *sc, int64_t customer, int64_t reception)
{
    const struct option options[] = {
        { .code = "1", .text = _("Hand over the service card") }, { .code = "2", .text = _("Papers that were looked at") },
        { .code = "3", .text = _("A notice to sign") }, { .code = "4", .text = _("May they subscribe to a home?") },
        { .code = "5", .text = _("Recommend a home") },
    };
    int chosen = dialog_choose(sc->app, _("Tell, show, hand over"), options, COUNT(options), 0);

    switch (chosen) {
    case 0: give_card(sc, customer, reception); break;
    case 1: new_record(sc, &consult_register, "customer", customer); break;
    case 2: new_record(sc, &told_notice_register, "customer", customer); break;
    case 3: check_home(sc, customer); break;
    case 4: new_record(sc, &recommendation_register, reception ? "reception" : "customer", reception ? reception : customer); break;
    default: break;
    }
}
