/* Import of policies: the company's own values, each recounting the open tasks that it rules. */
#include "data/import_private.h"
#include "data/policy.h"

#include "base/lang.h"

#include <string.h>

static const struct field policy_columns[] = {
    { .name = "name", .label = N_("Policy"), .headings = "名称|参数|规则名", .kind = FIELD_TEXT, .limit = 80 },
    { .name = "value", .label = N_("Value"), .headings = "值|取值|数值", .kind = FIELD_TEXT },
    { .name = "why", .label = N_("Reason"), .headings = "原因|理由|备注", .kind = FIELD_TEXT },
    { 0 }
};

static bool
check(struct import *im, struct import_row *row, struct err *err)
{
    const char *name = import_text(im, row, "name"), *value = import_text(im, row, "value");
    const struct policy *p = policy_get(im->o, name);
    struct err why = { 0 };

    if (!p)
        return err_field(err, "name", _("There is no policy named %s."), name);
    if (!*value)
        return err_field(err, "value", _("A value is needed."));
    return policy_check(p, value, &why) || err_field(err, "value", "%s", why.text);
}

/* A value over the default is new; one over the company's own differs. */
static enum import_verdict
compare(struct import *im, struct import_row *row, struct err *err)
{
    const char *value = import_text(im, row, "value");
    const struct policy *p = policy_get(im->o, import_text(im, row, "name"));

    (void)err;
    if (strcmp(p->value, value) == 0)
        return VERDICT_SAME;
    if (strcmp(p->value, p->dflt) == 0)
        return VERDICT_NEW;
    row->words = arena_printf(&im->row_arena, "%s: %s -> %s", p->name, p->value, value);
    return VERDICT_DIFFERS;
}

static bool
write(struct import *im, struct import_row *row, struct err *err)
{
    const char *why = import_text(im, row, "why");

    return policy_write(im->o, im->act, import_text(im, row, "name"), import_text(im, row, "value"), *why ? why : im->file, err);
}

const struct import_kind import_policies = {
    .name = "policies", .fields = policy_columns, .needed = "name value", .check = check, .compare = compare, .write = write,
};
