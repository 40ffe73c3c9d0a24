#include "data/fee_arrears.h"

#include "base/lang.h"
#include "data/registers.h"
#include "data/task.h"

#include <string.h>

#define LEFT_OVER "1"           /* code of the list arrears_reason: what the company left undone */

static const struct field arrears_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .keep_last = true },
    { .name = "customer", .label = N_("Owner"), .headings = "业主|客户", .kind = FIELD_REF, .list = "customer", .cols = 20, .required = true },
    { .name = "home", .label = N_("Home"), .headings = "房号|房源", .kind = FIELD_REF, .list = "home", .cols = 14 },
    { .name = "period", .label = N_("Period"), .headings = "欠费期间|期间", .kind = FIELD_TEXT, .cols = 16, .limit = 40, .required = true, .hint = N_("2026-07 to 2026-09.") },
    { .name = "amount", .label = N_("Amount"), .headings = "欠费金额|金额", .kind = FIELD_MONEY, .cols = 12, .group = "money" },
    { .name = "reason", .label = N_("Why it is not paid"), .headings = "原因|欠缴原因", .kind = FIELD_CHOICE, .list = "arrears_reason", .cols = 18, .required = true,
      .hint = N_("First ask why (MOM-27).") },
    { .name = "reason_words", .label = N_("In their words"), .headings = "原因说明", .kind = FIELD_LONG, .rows = 2, .limit = 400, .skip = true },
    { .name = "complaint", .label = N_("Matter"), .headings = "关联工单|来件编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .hint = N_("What the company left undone: its matter.") },
    { .name = "talks", .label = N_("Talks"), .headings = "沟通记录", .kind = FIELD_LONG, .rows = 4, .limit = 4000, .hint = N_("A line for each: day, who, what was said.") },
    { .name = "law_told_on", .label = N_("Law explained on"), .headings = "法律宣讲日", .kind = FIELD_DATE, .skip = true },
    { .name = "hardship", .label = N_("Hardship"), .headings = "困难说明", .kind = FIELD_TEXT, .cols = 30, .limit = 200, .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state arrears_states[] = { { "open", N_("not paid") }, { "paid", N_("paid") }, { "waived", N_("waived") }, { 0 } };

static const struct move arrears_moves[] = {
    { .id = "pay", .label = N_("Paid"), .from = "open", .to = "paid" },
    { .id = "waive", .label = N_("Waive"), .from = "open", .to = "waived", .reason = true },
    { .id = "again", .label = N_("Not paid after all"), .from = "paid waived", .to = "open", .reason = true },
    { 0 }
};

SQL(arrears_of_matter, "SELECT id, customer, home, project FROM fee_arrears WHERE complaint = ? AND state = 'open'");

static bool
arrears_check(struct office *o, const struct record *r, struct err *err)
{
    (void)o;
    return strcmp(record_text(r, "reason"), LEFT_OVER) != 0 || record_num(r, "complaint") ||
           err_field(err, "complaint", _("What the company left undone needs its matter: take it up at the hotline (F5), then link it here (CMP-33)."));
}

static bool
arrears_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    return strcmp(r->state, "open") == 0 || event_end(o, a, "arrears.talk", r->reg->name, r->id, _("Settled"), err);
}

bool
fee_arrears_note_closed(struct office *o, struct action *a, int64_t complaint, struct err *err)
{
    struct { int64_t id, customer, home, project; } rows[50];
    struct query q = query_begin(o->store, &arrears_of_matter);
    size_t n = 0;

    query_bind_int(&q, complaint);
    while (n < COUNT(rows) && query_next(&q)) {
        rows[n].id = query_int(&q, "id");
        rows[n].customer = query_int(&q, "customer");
        rows[n].home = query_int(&q, "home");
        rows[n++].project = query_int(&q, "project");
    }
    if (!query_end(&q, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        struct task_wish w = { .about = "fee_arrears", .matter = rows[i].id, .turn = complaint, .customer = rows[i].customer, .home = rows[i].home, .project = rows[i].project };

        action_subject(a, "customer", rows[i].customer);
        if (!event_raise(o, a, "complaint.closed_for_arrears", "arrears_talk", &w, err))
            return false;
    }
    return true;
}

static const char *const arrears_tips[] = {
    N_("First ask why. What the company left undone goes to the hotline and the company comes itself; when it is closed you are told to talk again (CMP-33)."),
    N_("Patience with those who do not pay; the law is explained, not threatened with."),
    NULL
};

const struct reg fee_arrears_register = {
    .name = "fee_arrears", .one = N_("Fee not paid"), .many = N_("Fees not paid"), .fields = arrears_fields, .states = arrears_states, .moves = arrears_moves,
    .title = "customer period", .columns = "customer home period amount reason complaint law_told_on state", .order = "-id", .search = "period reason_words talks note",
    .unique = "customer home period", .subjects = "customer home", .screen = "screen.complaint", .check = arrears_check, .saved = arrears_saved, .tips = arrears_tips,
};
