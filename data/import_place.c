/* Imports: projects, buildings, units and rooms as rosters write them. */
#include "data/import_private.h"

#include "base/lang.h"
#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define NEW_PROJECTS 500        /* more than so many new names: the column is hardly the project's */

SQL(place_projects, "SELECT id, name FROM project ORDER BY id");
SQL(place_project_new, "INSERT INTO project(id, name, entry) VALUES (?, ?, ?)");

struct known_project { int64_t id; const char *name; };

struct places {
    struct known_project *known;        /* those to be made have ids -1, -2 ... */
    size_t count, room;
    int64_t made;
    int64_t dflt;               /* of rows that name none; 0: they must */
    const char *dflt_name;
    int64_t last;               /* where the last row lay */
    int64_t ids[NEW_PROJECTS + 1];      /* of those made */
};

static struct known_project *
project_named(struct places *p, const char *name)
{
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->known[i].name, name) == 0)
            return &p->known[i];
    return NULL;
}

static struct known_project *
project_add(struct import *im, struct places *p, int64_t id, const char *name)
{
    if (p->count == p->room) {
        struct known_project *wider = arena_alloc(&im->arena, (p->room = p->room ? p->room * 2 : 64) * sizeof *wider);

        if (p->count)
            memcpy(wider, p->known, p->count * sizeof *wider);
        p->known = wider;
    }
    p->known[p->count] = (struct known_project){ id, arena_strdup(&im->arena, name) };
    return &p->known[p->count++];
}

static bool
load_projects(struct import *im, struct places *p, struct err *err)
{
    struct query q = query_begin(im->o->store, &place_projects);

    while (query_next(&q))
        project_add(im, p, query_int(&q, "id"), query_text(&q, "name", &im->row_arena));
    return query_end(&q, err);
}

bool
import_place_start(struct import *im, struct err *err)
{
    struct places *p = arena_alloc(&im->arena, sizeof *p);
    const char *named = im->wish->project;

    im->own = p;
    if (!load_projects(im, p, err))
        return false;
    if (named && *named) {
        struct known_project *k = project_named(p, named);

        p->dflt = k ? k->id : 0;
        p->dflt_name = named;
    } else if (im->o->project) {
        p->dflt = im->o->project;
        p->dflt_name = im->o->project_name;
    } else if (p->count == 1) {
        p->dflt = p->known[0].id;
        p->dflt_name = p->known[0].name;
    }
    return true;
}

static bool
find_project(struct import *im, struct import_row *row, bool make, struct place *out, struct err *err)
{
    struct places *p = im->own;
    const char *name = import_text(im, row, "project");
    struct known_project *k;

    if (!*name)
        name = p->dflt_name ? p->dflt_name : "";
    if (!*name)
        return err_field(err, "project", _("Which project? Give the column or --project."));
    k = project_named(p, name);
    if (!k && !make)
        return err_field(err, "project", _("There is no project \"%s\". Import its homes first."), name);
    if (!k && p->made == NEW_PROJECTS)
        return err_field(err, "project", _("More than %d projects that are not known: is this the right column?"), NEW_PROJECTS);
    if (!k)
        k = project_add(im, p, -++p->made, name);
    out->project = k->id;
    out->project_name = k->name;
    return true;
}

/* ---- rooms ------------------------------------------------------------------------------------ */

/* Half-width, without blanks, long dashes as "-". */
static char *
plain(struct arena *a, const char *text)
{
    static const char *const dashes[] = { "—", "–", "－", "‐", "‑", "−", "﹣", "_", "/" };
    char *s = text_halfwidth(a, text), *out = arena_alloc(a, strlen(s) + 1), *w = out;

    while (*s) {
        size_t skip = 0;

        for (size_t i = 0; i < COUNT(dashes) && !skip; i++)
            if (strncmp(s, dashes[i], strlen(dashes[i])) == 0)
                skip = strlen(dashes[i]);
        if (skip)
            *w++ = '-';
        else if (!isspace((unsigned char)*s))
            *w++ = *s;
        s += skip ? skip : 1;
    }
    *w = '\0';
    return out;
}

/* Cut one of the words off the end. */
static bool
cut_word(char *s, const char *const *words)
{
    size_t n = strlen(s);

    for (; *words; words++) {
        size_t w = strlen(*words);

        if (n > w && strcmp(s + n - w, *words) == 0) {
            s[n - w] = '\0';
            return true;
        }
    }
    return false;
}

static const char *const building_words[] = { "号楼", "栋", "幢", "座", "楼", "#", "号", NULL };
static const char *const unit_words[] = { "单元", "梯", NULL };
static const char *const room_words[] = { "室", "房", "号", NULL };

/* "03栋" is 3, "A座" is A. */
static char *
part(struct arena *a, const char *text, const char *const *words)
{
    char *s = plain(a, text);

    while (cut_word(s, words))
        ;
    if (s[strspn(s, "0123456789")] == '\0')
        while (*s == '0' && s[1])
            s++;
    return s;
}

/* Where a word of the list ends the first part of s: bytes of the part, *after what stands behind the word. */
static size_t
part_before(const char *s, const char *const *words, const char **after)
{
    for (; *words; words++) {
        const char *at = strstr(s, *words);

        if (at && at > s) {
            *after = at + strlen(*words);
            return (size_t)(at - s);
        }
    }
    return 0;
}

/* 3-1-1203 or 3栋1单元1203室 into three. */
static bool
split_code(struct arena *a, const char *text, struct place *out)
{
    char *s = plain(a, text), *first = strchr(s, '-'), *second = first ? strchr(first + 1, '-') : NULL;
    const char *rest, *last;
    size_t n, m;

    if (second && !strchr(second + 1, '-') && first > s && second > first + 1 && second[1]) {
        out->building = part(a, arena_strndup(a, s, (size_t)(first - s)), building_words);
        out->unit = part(a, arena_strndup(a, first + 1, (size_t)(second - first - 1)), unit_words);
        out->room = second + 1;
        cut_word(second + 1, room_words);
        return true;
    }
    n = part_before(s, building_words, &rest);
    m = n ? part_before(rest, unit_words, &last) : 0;
    if (!m || !*last)
        return false;
    out->building = part(a, arena_strndup(a, s, n), building_words);
    out->unit = part(a, arena_strndup(a, rest, m), unit_words);
    out->room = arena_strdup(a, last);
    cut_word((char *)out->room, room_words);
    return *out->room != '\0';
}

static bool
three_parts(struct import *im, struct import_row *row, struct place *out, struct err *err)
{
    struct arena *a = &im->row_arena;
    const char *room = import_text(im, row, "room"), *building = import_text(im, row, "building"), *unit = import_text(im, row, "unit");
    char *last;

    if (!*room)
        return err_field(err, "room", _("The room is missing: 1203 with building and unit, or 3-1-1203."));
    if (split_code(a, room, out)) {
        if ((*building && strcmp(part(a, building, building_words), out->building) != 0) ||
            (*unit && strcmp(part(a, unit, unit_words), out->unit) != 0))
            return err_field(err, "room", _("The room says another building or unit than its columns."));
        return true;
    }
    if (row->n == 1 && (!*building || !*unit) && !import_needs(im, "building unit", err))
        return false;
    if (!*building)
        return err_field(err, "building", _("Expected is a building, or the room as 3-1-1203."));
    if (!*unit)
        return err_field(err, "unit", _("Expected is a unit, or the room as 3-1-1203."));
    out->building = part(a, building, building_words);
    out->unit = part(a, unit, unit_words);
    out->room = last = plain(a, room);
    cut_word(last, room_words);
    return !strchr(out->room, '-') || err_field(err, "room", _("Expected is a room: 1203 with building and unit, or 3-1-1203."));
}

/* The parts become one code: a dash or a blank within one would make two homes look alike. */
static bool
check_parts(const struct place *p, struct err *err)
{
    const struct { const char *field, *text; size_t most; } parts[] = {
        { "building", p->building, 12 }, { "unit", p->unit, 8 }, { "room", p->room, 12 } };

    for (size_t i = 0; i < COUNT(parts); i++) {
        if (!*parts[i].text || strchr(parts[i].text, '-'))
            return err_field(err, parts[i].field, _("Expected is a number or a short name without a dash."));
        if (text_length(parts[i].text) > parts[i].most)
            return err_field(err, parts[i].field, _("Expected are at most %d characters."), (int)parts[i].most);
    }
    return true;
}

static void
set_text(struct import *im, struct import_row *row, const char *name, const char *text)
{
    *import_value(im, row, name) = (struct value){ .set = true, .text = text };
}

bool
import_place(struct import *im, struct import_row *row, bool make, struct place *out, struct err *err)
{
    memset(out, 0, sizeof *out);
    if (!find_project(im, row, make, out, err) || !three_parts(im, row, out, err) || !check_parts(out, err))
        return false;
    set_text(im, row, "building", out->building);
    set_text(im, row, "unit", out->unit);
    set_text(im, row, "room", out->room);
    out->code = arena_printf(&im->row_arena, "%s-%s-%s", out->building, out->unit, out->room);
    return true;
}

/* ---- making projects ------------------------------------------------------------------------------- */

int64_t
import_place_project(struct import *im, int64_t project)
{
    struct places *p = im->own;

    return project < 0 ? p->ids[-project] : project;
}

bool
import_place_make(struct import *im, struct err *err)
{
    struct places *p = im->own;

    for (size_t i = 0; i < p->count; i++) {
        struct known_project *k = &p->known[i];
        struct query q;

        if (k->id > 0)
            continue;
        p->ids[-k->id] = store_new_id(im->o->store);
        q = query_begin(im->o->store, &place_project_new);
        query_bind_int(&q, p->ids[-k->id]);
        query_bind_text(&q, k->name);
        query_bind_int(&q, im->act->entry);
        if (!query_run(&q, err))
            return false;
        action_subject(im->act, "project", p->ids[-k->id]);
        if (!import_said(im, IMPORT_SAID_NOTE, NULL,
                         arena_printf(&im->row_arena, _("New project \"%s\": name its sales manager and its dates."), k->name), err))
            return false;
    }
    return true;
}
