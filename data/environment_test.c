/* CMP-32: what was measured decides: over the limit, within it but felt, or none; the home is marked so (RCP-50, F-436). */
#include "data/registers.h"

#include "base/lang.h"

#include <string.h>

#define GRADE_NONE "1"          /* codes of the list environment; they never change their meaning */
#define GRADE_FELT "2"
#define GRADE_OVER "3"
#define GRADE_CHEMICAL "4"

static const struct field test_fields[] = {
    { .name = "number", .label = N_("Number"), .headings = "编号|检测编号", .kind = FIELD_TEXT, .cols = 14, .readonly = true },
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .keep_last = true },
    { .name = "home", .label = N_("Home"), .headings = "房号|房源", .kind = FIELD_REF, .list = "home", .cols = 14 },
    { .name = "complaint", .label = N_("Matter"), .headings = "来件编号|投诉编号", .kind = FIELD_REF, .list = "complaint", .cols = 18, .skip = true },
    { .name = "kind", .label = N_("What is measured"), .headings = "检测项目|项目名称", .kind = FIELD_CHOICE, .list = "environment_kind", .cols = 14, .required = true },
    { .name = "at", .label = N_("Measured at"), .headings = "检测时间", .kind = FIELD_MOMENT, .cols = 16, .preset = "now", .required = true },
    { .name = "spot", .label = N_("Spot"), .headings = "点位", .kind = FIELD_TEXT, .cols = 20, .limit = 60 },
    { .name = "value", .label = N_("Value"), .headings = "数值|检测值", .kind = FIELD_AREA, .cols = 10, .required = true, .hint = N_("In the unit of what is measured: dB(A), mg/m3, Bq/m3.") },
    { .name = "allowed", .label = N_("Limit"), .headings = "限值|标准限值", .kind = FIELD_AREA, .cols = 10, .required = true, .keep_last = true },
    { .name = "heard", .label = N_("Felt by residents"), .headings = "住户有感|有感", .kind = FIELD_BOOL, .cols = 4, .preset = "0" },
    { .name = "institute", .label = N_("Institute"), .headings = "检测机构|机构", .kind = FIELD_TEXT, .cols = 24, .limit = 80, .skip = true },
    { .name = "report", .label = N_("Report number"), .headings = "报告号", .kind = FIELD_TEXT, .cols = 16, .limit = 40, .skip = true },
    { .name = "grade", .label = N_("Grade"), .headings = "结论|分档", .kind = FIELD_CHOICE, .list = "environment", .cols = 14, .readonly = true },
    { .name = "tester", .label = N_("Measured by"), .headings = "检测人|责任工程师", .kind = FIELD_REF, .list = "staff", .cols = 12, .preset = "me", .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

SQL(test_worst, "SELECT max(grade) AS grade FROM (SELECT grade, row_number() OVER (PARTITION BY kind, coalesce(spot, '') ORDER BY at DESC, id DESC) AS place"
                " FROM environment_test WHERE home = ? AND grade IS NOT NULL) WHERE place = 1");

/* Kinds of noise are 1 and 2; whatever else is measured is in the air. */
static const char *
grade_of(const struct record *r)
{
    bool noise = *record_text(r, "kind") == '1' || *record_text(r, "kind") == '2' || *record_text(r, "kind") == '9';

    if (record_num(r, "value") > record_num(r, "allowed"))
        return noise ? GRADE_OVER : GRADE_CHEMICAL;
    return record_num(r, "heard") ? GRADE_FELT : GRADE_NONE;
}

static bool
test_saving(struct office *o, struct action *a, struct record *r, struct err *err)
{
    struct record *home;

    if (r->id == 0)
        record_set_text(r, "number", arena_strdup(r->arena, number_next(o, a, "HJ")));
    if (record_num(r, "home")) {
        if (!reg_read(o, &home_register, record_num(r, "home"), r->arena, &home, err))
            return false;
        record_set_num(r, "project", record_num(home, "project"));
    }
    if (record_value(r, "value")->set && record_value(r, "allowed")->set)
        record_set_text(r, "grade", grade_of(r));
    return true;
}

/* The home carries the worst of the newest measurements. */
static bool
test_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct query q;
    struct record *home;
    char *worst = NULL;

    if (!record_num(r, "home"))
        return true;
    q = query_begin(o->store, &test_worst);
    query_bind_int(&q, record_num(r, "home"));
    if (query_next(&q))
        worst = query_text(&q, "grade", &a->arena);
    if (!query_end(&q, err) || !reg_read(o, &home_register, record_num(r, "home"), &a->arena, &home, err))
        return false;
    if (!worst || strcmp(record_text(home, "environment"), worst) == 0)
        return true;
    record_set_text(home, "environment", worst);
    return reg_write(o, a, home, err);
}

static size_t
test_remarks(struct office *o, const struct record *r, struct arena *a, char ***lines)
{
    static const struct { const char *code, *text; } said[] = {
        { GRADE_NONE, N_("Within the limit: nothing more to do.") },
        { GRADE_FELT, N_("Within the limit, but it is felt: before a sale it is told and signed, for a resident find the way of the sound (RCP-50).") },
        { GRADE_OVER, N_("Over the limit: mend it; the home is not sold as long as it is so (MOM-01).") },
        { GRADE_CHEMICAL, N_("Over the limit in the air: not to be sold under any condition; find the material, treat, measure again (MOM-02).") },
    };
    size_t n = 0;

    (void)o;
    *lines = arena_alloc(a, sizeof **lines);
    for (size_t i = 0; i < COUNT(said); i++)
        if (strcmp(record_text(r, "grade"), said[i].code) == 0)
            (*lines)[n++] = arena_strdup(a, _(said[i].text));
    return n;
}

static enum reg_look
test_look(struct office *o, const struct record *r)
{
    const char *grade = record_text(r, "grade");

    (void)o;
    return *grade >= '3' ? LOOK_BAD : *grade == '2' ? LOOK_WARN : LOOK_PLAIN;
}

static const char *const test_tips[] = { N_("Data decide, not the ear alone: value, limit, spot, institute, report number (CMP-32). The home's mark follows the worst of the newest tests."), NULL };

const struct reg environment_test_register = {
    .name = "environment_test", .one = N_("Environment test"), .many = N_("Environment tests"), .fields = test_fields, .title = "number home",
    .columns = "number home kind at value allowed grade report", .order = "-number", .order_set = true, .search = "number spot institute report note",
    .unique = "home kind at spot", .subjects = "home complaint", .screen = "screen.complaint", .saving = test_saving, .saved = test_saved, .remarks = test_remarks,
    .look = test_look, .tips = test_tips,
};
