/* CMP-01, CH-01 to CH-08: where customers can reach us; there, working, to be seen (F-401). */
#include "data/registers.h"
#include "data/service_channel.h"

#include "base/lang.h"
#include "data/policy.h"
#include "data/task.h"

#include <string.h>

static const struct field channel_fields[] = {
    { .name = "channel", .label = N_("Channel"), .headings = "渠道", .kind = FIELD_CHOICE, .list = "complaint_channel", .cols = 18, .required = true },
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .keep_last = true },
    { .name = "contact", .label = N_("Number or place"), .headings = "号码|地址|联系方式", .kind = FIELD_TEXT, .cols = 30, .limit = 100 },
    { .name = "shown_at", .label = N_("Shown at"), .headings = "公示位置", .kind = FIELD_TEXT, .cols = 30, .limit = 100 },
    { .name = "keeper", .label = N_("Kept by"), .headings = "负责人", .kind = FIELD_REF, .list = "staff", .cols = 12 },
    { .name = "tested_on", .label = N_("Tested on"), .headings = "拨测日|测试日", .kind = FIELD_DATE },
    { .name = "works", .label = N_("It was answered"), .headings = "是否接通|接通", .kind = FIELD_BOOL, .cols = 4, .preset = "1" },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state channel_states[] = { { "open", N_("open") }, { "closed", N_("no longer used") }, { 0 } };

static const struct move channel_moves[] = {
    { .id = "close", .label = N_("No longer used"), .from = "open", .to = "closed", .reason = true },
    { .id = "reopen", .label = N_("Used again"), .from = "closed", .to = "open" },
    { 0 }
};

SQL(channel_there, "SELECT count(*) FROM service_channel WHERE channel = ?1 AND coalesce(project, 0) = ?2 AND (?3 = 0 OR state = 'open')");

static bool
channel_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct task_wish w = { .about = r->reg->name, .matter = r->id, .staff = record_num(r, "keeper"), .project = record_num(r, "project") };
    bool broken = strcmp(r->state, "open") == 0 && record_value((struct record *)r, "tested_on")->set && !record_num(r, "works");

    if (!broken)
        return event_end(o, a, "channel.test", r->reg->name, r->id, _("It works again"), err);
    w.turn = record_num(r, "tested_on");
    w.text = arena_printf(&a->arena, _("%s is not answered: mend it at once"), office_code_text(o, "complaint_channel", record_text(r, "channel")));
    return event_raise(o, a, "channel.fail", "device_repair", &w, err);
}

static enum reg_look
channel_look(struct office *o, const struct record *r)
{
    (void)o;
    return strcmp(r->state, "open") == 0 && record_value((struct record *)r, "tested_on")->set && !record_num(r, "works") ? LOOK_BAD : LOOK_PLAIN;
}

/* Which of the eight nobody keeps open, which were not tested lately. */
static size_t
channel_gaps(struct office *o, day from, day to, struct arena *a, char ***lines)
{
    const struct option_list *all = office_list(o, "complaint_channel");
    struct record *rows[64];
    size_t n = 0, count = 0;
    day today = office_today(o);
    int64_t days = policy_number(o, "hotline.test_days");
    struct reg_filter f = { .state = "open" };

    (void)from;
    (void)to;
    *lines = arena_alloc(a, (64 + (all ? all->count : 0)) * sizeof **lines);
    for (size_t i = 0; all && i < all->count; i++) {
        struct query q = query_begin(o->store, &channel_there);

        query_bind_text(&q, all->options[i].code);
        query_bind_int(&q, o->project);
        query_bind_int(&q, 1);
        if (!all->options[i].retired && query_number(&q, 0) == 0)
            (*lines)[n++] = arena_printf(a, _("No channel: %s"), all->options[i].text);
        else if (all->options[i].retired)
            query_end(&q, NULL);
    }
    reg_window(o, &service_channel_register, &f, NULL, false, a, rows, COUNT(rows), &count, NULL);
    for (size_t i = 0; i < count; i++) {
        const char *code = record_text(rows[i], "channel");
        bool rings = *code == '1' || *code == '2';

        if (rings && (!record_value(rows[i], "tested_on")->set || record_num(rows[i], "tested_on") + days < today))
            (*lines)[n++] = arena_printf(a, _("%s: not tested for %d days"), office_code_text(o, "complaint_channel", code), (int)days);
    }
    return n;
}

static const char *const channel_tips[] = {
    N_("Eight channels, each kept by somebody, shown where customers are, tested; outside business hours the roster takes over (CMP-01)."),
    N_("A test that is not answered raises an alarm at once."),
    NULL
};

const struct reg service_channel_register = {
    .name = "service_channel", .one = N_("Service channel"), .many = N_("Service channels"), .fields = channel_fields, .states = channel_states, .moves = channel_moves,
    .title = "channel project", .columns = "channel project contact shown_at keeper tested_on works state", .order = "channel", .order_set = true, .search = "contact shown_at note",
    .unique = "channel project", .screen = "screen.complaint", .saved = channel_saved, .gaps = channel_gaps, .look = channel_look, .tips = channel_tips,
};

bool
service_channels_make(struct office *o, int64_t project, struct err *err)
{
    const struct option_list *all = office_list(o, "complaint_channel");
    struct action a;
    int made = 0;

    if (!office_must(o, "register.service_channel.edit", "do", err) || !office_begin(o, &a, "service_channel.make", 0, err))
        return false;
    for (size_t i = 0; all && i < all->count; i++) {
        struct query q = query_begin(o->store, &channel_there);
        struct record *r;

        query_bind_text(&q, all->options[i].code);
        query_bind_int(&q, project);
        query_bind_int(&q, 0);
        if (query_number(&q, 0) > 0)
            continue;
        r = record_new(o, &service_channel_register, &a.arena);
        record_set_text(r, "channel", all->options[i].code);
        if (project)
            record_set_num(r, "project", project);
        else
            record_clear(r, "project");
        record_clear(r, "works");
        if (!reg_write(o, &a, r, err))
            return action_fail(&a);
        made++;
    }
    a.summary = arena_printf(&a.arena, _("%d service channels set up"), made);
    return action_commit(&a, err);
}
