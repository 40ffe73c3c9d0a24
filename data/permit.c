#include "data/permit.h"

#include "base/lang.h"
#include "data/adverse.h"
#include "data/policy.h"
#include "data/registers.h"

#include <string.h>

/* RCP-39: the five permits; RCP-41: what is not in order is told to every customer. */
static const struct field permit_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "kind", .label = N_("Permit"), .headings = "证照|证照名称|类型", .kind = FIELD_CHOICE, .list = "permit_kind", .cols = 20, .required = true },
    { .name = "number", .label = N_("Number"), .headings = "证号|编号", .kind = FIELD_TEXT, .cols = 24, .limit = 60 },
    { .name = "issuer", .label = N_("Issued by"), .headings = "发证机关", .kind = FIELD_TEXT, .cols = 24, .keep_last = true },
    { .name = "issued_on", .label = N_("Issued"), .headings = "发证日|发证日期", .kind = FIELD_DATE },
    { .name = "expires_on", .label = N_("Expires"), .headings = "有效期|到期日", .kind = FIELD_DATE,
      .hint = N_("Empty: it does not expire.") },
    { .name = "buildings", .label = N_("Covers"), .headings = "适用楼栋|楼栋", .kind = FIELD_TEXT, .cols = 20,
      .hint = N_("Buildings, separated by blanks; empty: the whole project.") },
    { .name = "copy_at", .label = N_("Copy kept at"), .headings = "复印件位置", .kind = FIELD_TEXT, .cols = 24 },
    { .name = "defect", .label = N_("Defect"), .headings = "瑕疵|办理情况", .kind = FIELD_LONG, .rows = 2, .skip = true,
      .hint = N_("Told to every customer as it is (RCP-41).") },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

static const struct reg_state permit_states[] = {
    { "pending", N_("in procedure") }, { "proposed", N_("to be approved") }, { "valid", N_("valid") },
    { "flawed", N_("not in order") }, { "void", N_("void") }, { 0 }
};

static const struct move permit_moves[] = {
    { .id = "propose", .label = N_("Submit"), .from = "pending flawed", .to = "proposed" },
    { .id = "approve", .label = N_("Approve"), .from = "proposed", .to = "valid", .right = "approve" },
    { .id = "reject", .label = N_("Reject"), .from = "proposed", .to = "pending", .right = "approve", .reason = true },
    { .id = "flaw", .label = N_("Mark as flawed"), .from = "pending proposed valid", .to = "flawed", .reason = true },
    { .id = "void", .label = N_("Void"), .from = "*", .to = "void", .reason = true },
    { 0 }
};

static const struct reg_raise permit_raises[] = {
    { .task = "permit.renew", .text = N_("Renew the permit"), .states = "valid flawed", .date = "expires_on",
      .warn = "-permit.expiry_days", .rule = "RCP-39", .role = "site_sales_manager" },
    { .task = "approve.permit", .text = N_("Approve the permit"), .states = "proposed", .warn = "approval.warn",
      .red = "approval.red", .rule = "RCP-39", .role = "cs_dept", .approval = true },
    { 0 }
};

static bool
permit_check(struct office *o, const struct record *r, struct err *err)
{
    const struct value *from = record_value((struct record *)r, "issued_on"), *to = record_value((struct record *)r, "expires_on");

    (void)o;
    if (from->set && to->set && to->num < from->num)
        return err_field(err, "expires_on", _("It cannot expire before it was issued."));
    return true;
}

SQL(permit_name, "SELECT name FROM project WHERE id = ?");
SQL(permit_uneven, "SELECT kind, state, coalesce(buildings, '') AS buildings, coalesce(defect, '') AS defect FROM permit"
                   " WHERE project = ? AND state IN ('pending', 'flawed') ORDER BY kind, id");
SQL(permit_valid, "SELECT coalesce(buildings, '') AS buildings FROM permit WHERE project = ? AND kind = ? AND state = 'valid'"
                  " AND (expires_on IS NULL OR expires_on >= ?)");
SQL(permit_projects, "SELECT id, name FROM project WHERE state IN ('preparing', 'selling', 'delivering') AND (?1 = 0 OR id = ?1) ORDER BY id");
SQL(permit_holds, "SELECT count(*) FROM permit WHERE project = ? AND kind = ? AND state = 'valid' AND (expires_on IS NULL OR expires_on >= ?)");

#define PERMITS_THREE "135"     /* codes of the three of POL-07: land, planning of works, sales; codes never change */

static bool
holds_permit(struct office *o, int64_t project, const char *kind, const char *on)
{
    struct query q = query_begin(o->store, &permit_holds);

    query_bind_int(&q, project);
    query_bind_text(&q, kind);
    query_bind_text(&q, on);
    return query_number(&q, 0) > 0;
}

void
permits_missing(struct office *o, int64_t project, day on, struct arena *a, struct said *said)
{
    const struct option_list *kinds = office_list(o, "permit_kind");
    bool three = strcmp(policy_text(o, "permit.set"), "three") == 0;
    struct query q = query_begin(o->store, &permit_name);
    char *name;

    query_bind_int(&q, project);
    name = query_next(&q) ? query_text(&q, "name", a) : "";
    query_end(&q, NULL);
    for (size_t i = 0; kinds && i < kinds->count; i++) {
        const struct option *kind = &kinds->options[i];

        if (!kind->retired && (!three || strchr(PERMITS_THREE, kind->code[0])) && !holds_permit(o, project, kind->code, day_iso(a, on)))
            said_add(said, a, arena_printf(a, _("%s: no valid %s"), name, kind->text));
    }
}

static bool
valid_covers(struct office *o, int64_t project, const char *kind, const char *building, struct arena *a)
{
    struct query q = query_begin(o->store, &permit_valid);
    bool covers = false;

    query_bind_int(&q, project);
    query_bind_text(&q, kind);
    query_bind_text(&q, day_iso(a, office_today(o)));
    while (query_next(&q))
        covers |= !building || adverse_names_building(query_text(&q, "buildings", a), building, a);
    query_end(&q, NULL);
    return covers;
}

struct uneven { char *kind, *state, *buildings, *defect; };

static size_t
read_uneven(struct office *o, int64_t project, struct arena *a, struct uneven *out, size_t max)
{
    struct query q = query_begin(o->store, &permit_uneven);
    size_t n = 0;

    query_bind_int(&q, project);
    for (; n < max && query_next(&q); n++)
        out[n] = (struct uneven){ query_text(&q, "kind", a), query_text(&q, "state", a), query_text(&q, "buildings", a),
                                  query_text(&q, "defect", a) };
    query_end(&q, NULL);
    return n;
}

void
permits_to_tell(struct office *o, int64_t project, const char *building, struct arena *a, struct said *said)
{
    struct uneven uneven[32];
    size_t n = read_uneven(o, project, a, uneven, COUNT(uneven));

    for (size_t i = 0; i < n; i++) {
        const struct uneven *u = &uneven[i];
        bool pending = strcmp(u->state, "pending") == 0;

        if ((building && !adverse_names_building(u->buildings, building, a)) || (pending && valid_covers(o, project, u->kind, building, a)))
            continue;
        said_add(said, a, arena_printf(a, *u->defect ? _("Tell: %s is %s: %s") : _("Tell: %s is %s."),
                                       office_code_text(o, "permit_kind", u->kind), reg_state_label(&permit_register, u->state), u->defect));
    }
}

/* Permits that are missing, or will have expired by the last of the days. */
static size_t
permit_gaps(struct office *o, day from, day to, struct arena *a, char ***lines)
{
    struct query q = query_begin(o->store, &permit_projects);
    struct said said = { 0 };
    int64_t ids[64];
    size_t n = 0;

    (void)from;
    query_bind_int(&q, o->project);
    while (n < COUNT(ids) && query_next(&q))
        ids[n++] = query_int(&q, "id");
    query_end(&q, NULL);
    for (size_t i = 0; i < n; i++)
        permits_missing(o, ids[i], to, a, &said);
    *lines = said.text;
    return said.count;
}

static const char *const permit_tips[] = {
    N_("Five permits are shown before sales open; a copy lies ready for whoever asks (RCP-39)."),
    N_("What is not in order is told to every customer as it is; nothing is glossed over (RCP-41)."),
    N_("Enter the new day after a renewal: the reminder moves with it."),
    NULL
};

const struct reg permit_register = {
    .name = "permit", .one = N_("Permit record"), .many = N_("Permits"),
    .fields = permit_fields, .states = permit_states, .moves = permit_moves, .raises = permit_raises,
    .title = "kind number", .columns = "project kind number expires_on buildings state",
    .order = "expires_on", .search = "number issuer buildings defect", .unique = "project kind number",
    .check = permit_check, .gaps = permit_gaps, .tips = permit_tips,
};
