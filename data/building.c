#include "data/registers.h"

#include "base/lang.h"

static const struct field building_fields[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目", .kind = FIELD_REF, .list = "project", .cols = 20, .required = true, .keep_last = true },
    { .name = "name", .label = N_("Building"), .headings = "楼栋|栋号", .kind = FIELD_TEXT, .cols = 8, .limit = 12, .required = true },
    { .name = "units", .label = N_("Units"), .headings = "单元数", .kind = FIELD_NUMBER, .cols = 4, .min = 1, .max = 40 },
    { .name = "floors", .label = N_("Floors"), .headings = "层数", .kind = FIELD_NUMBER, .cols = 4, .min = 1, .max = 200 },
    { .name = "delivery_kind", .label = N_("Finish"), .headings = "交付类型|装修", .kind = FIELD_CHOICE, .list = "delivery_type", .skip = true },
    { .name = "completed_on", .label = N_("Completed"), .headings = "交工日", .kind = FIELD_DATE, .skip = true },
    { .name = "handover_on", .label = N_("Handover"), .headings = "交付日", .kind = FIELD_DATE, .skip = true },
    { .name = "note", .label = N_("Note"), .headings = "备注", .kind = FIELD_LONG, .rows = 2, .skip = true },
    { 0 }
};

SQL(building_renamed, "SELECT h.id AS id FROM home h JOIN building b ON b.id = h.building WHERE b.id = ?"
                      " AND h.code <> b.name || '-' || h.unit || '-' || h.room LIMIT 256");

static bool
building_check(struct office *o, const struct record *r, struct err *err)
{
    return reg_alone(o, r, "name", err);
}

/* Homes whose number no longer says where they are; at most max. */
static size_t
misnamed(struct office *o, int64_t building, int64_t *ids, size_t max)
{
    struct query q = query_begin(o->store, &building_renamed);
    size_t n = 0;

    query_bind_int(&q, building);
    while (n < max && query_next(&q))
        ids[n++] = query_int(&q, "id");
    query_end(&q, NULL);
    return n;
}

/* A building with a new name renames its homes. */
static bool
building_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    int64_t ids[256];
    struct record *home;

    for (size_t n; (n = misnamed(o, r->id, ids, COUNT(ids))) > 0;)
        for (size_t i = 0; i < n; i++)
            if (!reg_read(o, &home_register, ids[i], &a->arena, &home, err) || !reg_write(o, a, home, err))
                return false;
    return true;
}

static const char *const building_tips[] = {
    N_("Enter the buildings first: a home belongs to one of them and takes its name into its number."),
    NULL
};

const struct reg building_register = {
    .name = "building", .one = N_("Building record"), .many = N_("Buildings"), .fields = building_fields,
    .title = "project name", .columns = "project name units floors delivery_kind completed_on handover_on",
    .order = "name", .search = "name note", .unique = "project name",
    .check = building_check, .saved = building_saved, .tips = building_tips,
};
