/* CMP-18: what was damaged, piece by piece; who is liable, what was agreed. */
#include "data/complaint.h"
#include "data/registers.h"

#include "base/lang.h"
#include "base/money.h"

static const struct field loss_fields[] = {
    { .name = "complaint", .label = N_("Matter"), .headings = "来件编号|投诉编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .required = true, .keep_last = true },
    { .name = "item", .label = N_("Damaged"), .headings = "物品|损失物品", .kind = FIELD_TEXT, .cols = 30, .limit = 100, .required = true },
    { .name = "number", .label = N_("Pieces"), .headings = "数量", .kind = FIELD_NUMBER, .cols = 4, .min = 1, .max = 9999, .preset = "1" },
    { .name = "estimate", .label = N_("Estimated"), .headings = "估值", .kind = FIELD_MONEY, .cols = 12, .required = true, .hint = N_("For all pieces together.") },
    { .name = "photo", .label = N_("Photo number"), .headings = "照片编号", .kind = FIELD_TEXT, .cols = 12, .limit = 40, .skip = true },
    { .name = "liable", .label = N_("Liable"), .headings = "责任方|责任结论", .kind = FIELD_CHOICE, .list = "liable_party", .cols = 12, .preset = "7" },
    { .name = "liable_why", .label = N_("Ground"), .headings = "责任依据", .kind = FIELD_TEXT, .cols = 40, .limit = 200, .skip = true },
    { .name = "agreed", .label = N_("Agreed amount"), .headings = "协商金额", .kind = FIELD_MONEY, .cols = 12, .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

SQL(loss_sums, "SELECT count(*) AS n, coalesce(sum(estimate), 0) AS estimate, coalesce(sum(agreed), 0) AS agreed FROM complaint_loss WHERE complaint = ?");

/* The sum of the matter stands with every piece. */
static size_t
loss_remarks(struct office *o, const struct record *r, struct arena *a, char ***lines)
{
    struct query q = query_begin(o->store, &loss_sums);
    size_t n = 0;

    *lines = arena_alloc(a, sizeof **lines);
    query_bind_int(&q, record_num(r, "complaint"));
    if (query_next(&q))
        (*lines)[n++] = arena_printf(a, _("Of this matter: %d pieces, estimated %s, agreed %s"), (int)query_int(&q, "n"), money_show(a, (struct money){ query_int(&q, "estimate") }),
                                     money_show(a, (struct money){ query_int(&q, "agreed") }));
    query_end(&q, NULL);
    return n;
}

static const char *const loss_tips[] = { N_("First rescue, then estimate; then cause and liability, then the plan (CMP-18). The company answers to the customer first and claims from others later."), NULL };

const struct reg complaint_loss_register = {
    .name = "complaint_loss", .one = N_("Loss"), .many = N_("Losses"), .fields = loss_fields, .title = "item", .columns = "complaint item number estimate liable agreed",
    .order = "-id", .search = "item liable_why note photo", .unique = "complaint item", .subjects = "complaint", .screen = "screen.complaint", .remarks = loss_remarks, .tips = loss_tips,
};
