/* Import of homes: projects and buildings that are missing are made. */
#include "data/engine/register_sql.h"
#include "data/import_private.h"

#include "base/lang.h"

#include <string.h>

static const struct field home_columns[] = {
    { .name = "project", .label = N_("Project"), .headings = "楼盘|项目|小区|楼盘名称|项目名称|小区名称", .kind = FIELD_TEXT, .limit = 30 },
    { .name = "building", .label = N_("Building"), .headings = "楼栋|栋|楼号|栋号|幢号|楼栋号", .kind = FIELD_TEXT, .limit = 20 },
    { .name = "unit", .label = N_("Unit"), .headings = "单元|单元号", .kind = FIELD_TEXT, .limit = 20 },
    { .name = "room", .label = N_("Room"), .headings = "房号|房间|室号|房间号|房屋", .kind = FIELD_TEXT, .limit = 40 },
    { 0 }
};

SQL(homes_suspects, "INSERT OR IGNORE INTO import_look(n, verdict) SELECT k.n, 0 FROM import_key k"
                    " CROSS JOIN home h WHERE h.project = k.owner AND h.code = k.key");
SQL(homes_find, "SELECT id FROM home WHERE project = ? AND code = ?");
SQL(homes_building, "SELECT id FROM building WHERE project = ? AND name = ?");
SQL(homes_building_new, "INSERT INTO building(id, project, name, entry) VALUES (?, ?, ?, ?)");

static bool
check(struct import *im, struct import_row *row, struct err *err)
{
    struct place p;

    return import_place(im, row, true, &p, err) && import_key(im, row, p.project, p.code, err);
}

static enum import_verdict
compare(struct import *im, struct import_row *row, struct err *err)
{
    struct place p;
    struct query q;
    struct record *r;
    char *words;

    if (!import_place(im, row, true, &p, err))
        return VERDICT_FAILED;
    q = query_begin(im->o->store, &homes_find);
    query_bind_int(&q, im->act ? import_place_project(im, p.project) : p.project);
    query_bind_text(&q, p.code);
    row->target = query_number(&q, 0);
    if (row->target == 0)
        return VERDICT_NEW;
    if (!reg_read(im->o, reg_get("home"), row->target, &im->row_arena, &r, err))
        return VERDICT_FAILED;
    words = import_differences(im, row, r);
    row->words = words ? arena_printf(&im->row_arena, "%s: %s", p.code, words) : NULL;
    return words ? VERDICT_DIFFERS : VERDICT_SAME;
}

static int64_t
building_of(struct import *im, const struct place *p, int64_t project, struct err *err)
{
    struct query q = query_begin(im->o->store, &homes_building);
    int64_t id;

    query_bind_int(&q, project);
    query_bind_text(&q, p->building);
    id = query_number(&q, 0);
    if (id)
        return id;
    id = store_new_id(im->o->store);
    q = query_begin(im->o->store, &homes_building_new);
    query_bind_int(&q, id);
    query_bind_int(&q, project);
    query_bind_text(&q, p->building);
    query_bind_int(&q, im->act->entry);
    return query_run(&q, err) ? id : 0;
}

/* The record of a new home; the values of the row come by import_differences. */
static bool
new_home(struct import *im, struct import_row *row, struct err *err)
{
    struct place p;
    struct record *r;
    int64_t building;

    if (!import_place(im, row, true, &p, err))
        return false;
    p.project = import_place_project(im, p.project);
    building = building_of(im, &p, p.project, err);
    if (!building)
        return false;
    r = record_new(im->o, reg_get("home"), &im->row_arena);
    record_set_num(r, "project", p.project);
    record_set_num(r, "building", building);
    record_set_text(r, "unit", p.unit);
    record_set_text(r, "room", p.room);
    record_set_text(r, "code", p.code);
    import_put_values(im, row, r);
    r->id = import_id(im, row, 0);
    row->record = r;
    return true;
}

static bool
write(struct import *im, struct import_row *row, struct err *err)
{
    bool insert = row->target == 0;

    if (insert && !new_home(im, row, err))
        return false;
    return register_sql_write(im->o, row->record, insert, im->act->entry, err) &&
           import_subject(im, "home", row->record->id, err);
}

static const char *const home_tables[] = { "home", NULL };

const struct import_kind import_homes = {
    .name = "homes", .reg = "home", .fields = home_columns, .needed = "room", .ids = 1, .tables = home_tables,
    .suspects = &homes_suspects, .start = import_place_start, .check = check, .compare = compare, .begin = import_place_make,
    .write = write,
};
