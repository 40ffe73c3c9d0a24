/* What one does from a customer's page. */
#include "ui/screens/customer_private.h"

#include "base/lang.h"
#include "data/task.h"
#include "ui/kit/dialog.h"
#include "ui/screens/claim.h"
#include "ui/screens/find.h"
#include "ui/screens/open.h"
#include "ui/screens/print.h"
#include "ui/screens/reception.h"
#include "ui/screens/register.h"
#include "ui/screens/task_show.h"
#include "ui/screens/tell.h"

#include <string.h>

static struct page *
page_of(struct screen *sc)
{
    return sc->state;
}

static struct list *
active_list(const struct page *s)
{
    return s->on_right ? s->right : s->left;
}

static bool
on_key(const struct screen *sc, const char *key, bool right)
{
    struct page *s = sc->state;
    const struct row *row = list_row(active_list(s));

    return s->on_right == right && row && row->key && strcmp(row->key, key) == 0;
}

/* ---- opening ------------------------------------------------------------------------------------------------ */

/* Who changed what from what to what, and when (F-022). */
void
page_show_entry(struct page *s)
{
    struct office *o = office_of(s->sc);
    const struct story *story = list_data(s->right);
    const struct entry *e = &story->entry;
    struct arena a = { 0 };
    struct told_change *changes;
    struct buf b = { 0 };
    struct err err = { 0 };
    size_t n;

    if (!timeline_changes(o, e->id, &a, &changes, &n, &err)) {
        app_say_err(s->sc->app, &err);
        arena_free(&a);
        return;
    }
    buf_printf(&b, "%s  %s  %s\n%s\n\n", moment_show(&a, e->at, office_now(o), o->zone),
               *e->staff_name ? e->staff_name : _("Command line"), e->desk, *e->summary ? e->summary : e->action);
    for (size_t i = 0; i < n; i++)
        buf_printf(&b, "%s:  %s -> %s\n", changes[i].label, *changes[i].old ? changes[i].old : "()", *changes[i].now ? changes[i].now : "()");
    if (n == 0)
        buf_puts(&b, _("It changed no field that you may see."));
    dialog_text(s->sc->app, _("What was changed"), b.text);
    buf_free(&b);
    arena_free(&a);
}

static void
open_task(struct page *s, const struct task *t)
{
    if (strcmp(t->about, "customer") == 0 && t->matter == s->id)
        task_ask_why(s->sc, t);
    else
        task_ask_open(s->sc, t);
}

static void
open_row(struct screen *sc)
{
    struct page *s = page_of(sc);
    const struct row *row = list_row(active_list(s));

    if (s->on_right && s->group != STORY_LACKING)
        page_show_entry(s);
    else if (strcmp(row->key, "task") == 0)
        open_task(s, row->data);
    else
        open_matter(sc, strcmp(row->key, "home.more") == 0 ? "home" : row->key, row->id);
}

static bool
has_matter(const struct screen *sc)
{
    struct page *s = sc->state;
    const struct story *story = s->on_right && s->group != STORY_LACKING ? list_data(s->right) : NULL;

    return story && *story->about;
}

static void
open_story_matter(struct screen *sc)
{
    const struct story *story = list_data(page_of(sc)->right);

    open_matter(sc, story->about, story->matter);
}

static void
show_all(struct screen *sc)
{
    struct page *s = page_of(sc);
    struct arena a = { 0 };

    if (on_key(sc, "task", false))
        task_ask_why(sc, list_data(s->left));
    else
        dialog_text(sc->app, _("Customer record"), pairs_text(s->pairs, s->npairs, &a));
    arena_free(&a);
}

/* ---- the timeline's filter ------------------------------------------------------------------------------------ */

static void
choose_group(struct screen *sc)
{
    struct page *s = page_of(sc);
    struct option options[STORY_COUNT + 1] = { 0 };
    int chosen;

    for (int i = 0; i < STORY_COUNT; i++)
        options[i].text = story_group_name((enum story_group)i);
    options[STORY_LACKING].text = _("lacking an element");
    chosen = dialog_choose(sc->app, _("What happened: show"), options, COUNT(options), (int)s->group);
    if (chosen < 0)
        return;
    s->group = (enum story_group)chosen;
    s->windows = 0;
    s->on_right = true;
    list_go_first(s->right);
    screen_stale(sc);
}

/* ---- editing, merging, relating -------------------------------------------------------------------------------- */

static void
edit(struct screen *sc)
{
    screen_push(sc->app, &customer_form_screen, &(struct customer_wish){ .id = page_of(sc)->id });
}

static void
new_one(struct screen *sc)
{
    customer_open_new(sc, NULL);
}

static void
merge(struct screen *sc)
{
    static const struct field reason = { .name = "why", .label = N_("Why are these one person"), .kind = FIELD_TEXT, .cols = 40, .required = true };
    struct page *s = page_of(sc);
    int64_t other = find_choose_customer(sc->app, _("Merge with: find the other record"));
    struct arena a = { 0 };
    struct value why = { 0 };

    if (other == s->id)
        app_say(sc->app, "%s", _("That is the same record."));
    else if (other && dialog_line(sc->app, _("Merge"), &reason, desk_env(desk_of(sc)), &a, &why) && why.set)
        screen_push(sc->app, &customer_merge_screen, &(struct customer_pair){ s->id, other, why.text });
    arena_free(&a);
}

static bool
sees_household(const struct screen *sc)
{
    return office_sees_group(office_of(sc), "household");
}

static void
relate(struct screen *sc)
{
    struct page *s = page_of(sc);
    const struct option_list *kinds = office_list(office_of(sc), "relation");
    int64_t other = find_choose_customer(sc->app, _("Household: find the other person"));
    struct err err = { 0 };
    int kind;

    if (other == 0)
        return;
    kind = dialog_choose(sc->app, _("The other person is their"), kinds->options, kinds->count, 0);
    if (kind < 0)
        return;
    if (customer_bind(office_of(sc), s->id, other, kinds->options[kind].code, &err))
        app_say(sc->app, "%s", _("Written down as household."));
    else
        app_say_err(sc->app, &err);
}

static bool
on_relative(const struct screen *sc)
{
    return on_key(sc, "customer", false);
}

static void
dissolve(struct screen *sc)
{
    struct page *s = page_of(sc);
    const struct row *row = list_row(s->left);
    struct err err = { 0 };

    if (!dialog_confirm(sc->app, _("%s: no longer one household? Ctrl-Y does it."), row->cells[1]))
        return;
    if (customer_unbind(office_of(sc), s->id, row->id, &err))
        app_say(sc->app, "%s", _("Taken out of the household; the history stays."));
    else
        app_say_err(sc->app, &err);
}

/* ---- revealing --------------------------------------------------------------------------------------------------- */

static const char *
choose_what(struct page *s)
{
    struct option what[] = { { .text = _("Phone") }, { .text = _("Id card") } };
    bool idcard = office_can(office_of(s->sc), "idcard", "see") && s->record && record_value(s->record, "idcard")->set;
    int chosen = idcard ? dialog_choose(s->sc->app, _("Show in full"), what, COUNT(what), 0) : 0;

    return chosen < 0 ? NULL : chosen == 1 ? "idcard" : "phone";
}

static void
reveal(struct screen *sc)
{
    struct page *s = page_of(sc);
    const struct option_list *purposes = office_list(office_of(sc), "reveal_purpose");
    const char *what = choose_what(s);
    int purpose = what ? dialog_choose(sc->app, _("What is it needed for?"), purposes->options, purposes->count, 0) : -1;
    struct err err = { 0 };
    char *plain;

    if (purpose < 0)
        return;
    plain = customer_reveal(office_of(sc), s->id, what, purposes->options[purpose].code, &s->kept, &err);
    if (!plain) {
        app_say_err(sc->app, &err);
        return;
    }
    *(strcmp(what, "phone") == 0 ? &s->plain_phones : &s->plain_idcard) = plain;
    app_say(sc->app, _("Shown until you leave this page; written down with the purpose: %s"), plain);
}

/* ---- other screens ------------------------------------------------------------------------------------------------ */

static void
receive(struct screen *sc)
{
    static const struct option kinds[] = { { .text = N_("Visit") }, { .text = N_("Call") } };
    struct option shown[COUNT(kinds)] = { { .text = _(kinds[0].text) }, { .text = _(kinds[1].text) } };
    int kind = dialog_choose(sc->app, _("Open a reception"), shown, COUNT(shown), 0);

    if (kind >= 0)
        screen_push(sc->app, &reception_form_screen, &(struct reception_arg){ .kind = kind ? "call" : "walk_in", .customer = page_of(sc)->id });
}

static void
add_vehicle(struct screen *sc)
{
    screen_push(sc->app, &register_form_screen,
                &(struct register_wish){ .reg = reg_get("vehicle"), .preset_field = "customer", .preset = page_of(sc)->id });
}

static void
tell(struct screen *sc)
{
    tell_ask(sc, page_of(sc)->id, 0);
}

static void
whose(struct screen *sc)
{
    claim_open_matter(sc, "customer", page_of(sc)->id);
}

static void
print_it(struct screen *sc)
{
    print_record(sc, reg_get("customer"), page_of(sc)->id);
}

const struct command customer_commands[] = {
    { .id = "customer.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = N_("Open"),
      .help = N_("Opens the row; of the timeline it shows what was changed, from what, by whom."), .run = open_row },
    { .id = "customer.side", .bar = N_("Side"), .show = N_("Tab"), .help = N_("Goes to the other list; so do the arrows left and right.") },
    { .id = "customer.edit", .key = 'e', .right = "do customer.edit", .bar = N_("Edit"), .help = N_("Corrects the record, phones too."), .run = edit },
    { .id = "customer.reveal", .key = 'v', .need = NEED_WRITE, .right = "see phone", .bar = N_("Show"),
      .help = N_("Shows phone or id card in full; asks what for and writes it down."), .run = reveal },
    { .id = "customer.filter", .key = '/', .bar = N_("Filter"), .help = N_("Shows one kind of what happened, or what lacks an element."), .run = choose_group },
    { .id = "customer.receive", .key = 'w', .right = "do reception.do", .bar = N_("Receive"), .help = N_("Opens a call or a visit with this customer."), .run = receive },
    { .id = "customer.relate", .key = 'r', .need = NEED_WRITE, .right = "do customer.edit", .bar = N_("Household"),
      .help = N_("Binds another person to the household."), .run = relate, .when = sees_household },
    { .id = "customer.vehicle", .key = 'c', .right = "do register.vehicle.edit", .bar = N_("Vehicle"),
      .help = N_("Writes down a vehicle of this customer."), .run = add_vehicle },
    { .id = "customer.merge", .key = 'm', .right = "do customer.merge", .bar = N_("Merge"), .help = N_("Makes one record of two that are one person."), .run = merge },
    { .id = "customer.matter", .key = 'o', .need = NEED_ROW, .bar = N_("Matter"), .help = N_("Opens the matter that the entry belongs to."),
      .run = open_story_matter, .when = has_matter },
    { .id = "customer.dissolve", .key = 'd', .need = NEED_ROW | NEED_WRITE, .right = "do customer.edit", .bar = N_("Take out"),
      .help = N_("Takes the person under the cursor out of the household."), .run = dissolve, .when = on_relative },
    { .id = "customer.all", .key = 'i', .bar = N_("All"), .help = N_("Shows the whole record; on a task, why it is due then."), .run = show_all },
    { .id = "customer.tell", .key = 'k', .need = NEED_WRITE, .right = "do register.told_notice.edit", .bar = N_("Tell"),
      .help = N_("Service card, papers looked at, notices to sign; whether they may subscribe to a home."), .run = tell },
    { .id = "customer.print", .key = 'p', .bar = N_("Print"), .help = N_("The record on paper."), .run = print_it },
    { .id = "customer.new", .key = 'n', .right = "do customer.edit", .bar = N_("New"), .help = N_("A new customer."), .run = new_one },
    { .id = "customer.claim", .key = 'b', .right = "see screen.reception", .bar = N_("Belongs to"), .help = N_("Whose customer this is, and by which rule."), .run = whose },
    { 0 }
};
