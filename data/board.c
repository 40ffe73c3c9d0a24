#include "data/board.h"

#include "data/register.h"

#include <string.h>

#define IN_PROJECT(table) " AND (?1 = 0 OR " table ".project IS NULL OR " table ".project = ?1)"
#define RECEPTIONS " FROM reception r LEFT JOIN customer c ON c.id = r.customer WHERE r.began_at >= ?2 AND r.began_at < ?3" IN_PROJECT("r")
#define VIEWINGS " FROM viewing v LEFT JOIN customer c ON c.id = v.customer WHERE v.at >= ?2 AND v.at < ?3" IN_PROJECT("v")
#define BIRTHDAYS " FROM customer c WHERE substr(c.born_on, 6) = ?4 AND c.born_on IS NOT NULL AND c.merged_into IS NULL" IN_PROJECT("c") " AND ?2 < ?3"
#define MAIN_PHONE "(SELECT number FROM customer_phone p WHERE p.customer = c.id ORDER BY place LIMIT 1)"

SQL(board_receptions_count, "SELECT count(*)" RECEPTIONS " AND ?4 IS NOT NULL");
SQL(board_viewings_count, "SELECT count(*)" VIEWINGS " AND ?4 IS NOT NULL");
SQL(board_birthdays_count, "SELECT count(*)" BIRTHDAYS);
SQL(board_receptions, "SELECT r.id, r.began_at AS at, r.number, coalesce(c.name, r.name, '') AS name, coalesce(r.phone, " MAIN_PHONE ", '') AS phone,"
                      " coalesce(r.note, '') AS text" RECEPTIONS " AND ?4 IS NOT NULL ORDER BY r.began_at, r.id LIMIT ?5");
SQL(board_viewings, "SELECT v.id, v.at, v.number, coalesce(c.name, v.name, '') AS name, coalesce(v.phone, " MAIN_PHONE ", '') AS phone,"
                    " trim(coalesce(v.homes, '') || ' ' || coalesce(v.needs, '')) AS text" VIEWINGS
                    " AND ?4 IS NOT NULL ORDER BY v.at, v.id LIMIT ?5");
SQL(board_birthdays, "SELECT c.id, 0 AS at, '' AS number, c.name, coalesce(" MAIN_PHONE ", '') AS phone, c.born_on AS text"
                     BIRTHDAYS " ORDER BY c.id LIMIT ?5");
SQL(board_survey_count, "SELECT count(*) FROM task t WHERE t.done IS NULL AND t.kind >= 'survey_' AND t.kind < 'survey`'"
                        " AND t.due < ?2" IN_PROJECT("t"));

static const struct { const struct sql *count, *rows; const char *about; } parts[BOARD_PARTS] = {
    [BOARD_RECEPTIONS] = { &board_receptions_count, &board_receptions, "reception" },
    [BOARD_VIEWINGS] = { &board_viewings_count, &board_viewings, "viewing" },
    [BOARD_BIRTHDAYS] = { &board_birthdays_count, &board_birthdays, "customer" },
};

static void
bind_today(struct office *o, struct query *q)
{
    struct arena a = { 0 };
    day today = office_today(o);

    query_bind_int(q, o->project);
    query_bind_int(q, moment_at(today, 0, o->zone));
    query_bind_int(q, moment_at(today + 1, 0, o->zone));
    query_bind_text(q, day_iso(&a, today) + 5);
    arena_free(&a);
}

int64_t
board_count(struct office *o, enum board_part part)
{
    struct query q = query_begin(o->store, parts[part].count);

    bind_today(o, &q);
    return query_number(&q, 0);
}

bool
board_rows(struct office *o, enum board_part part, struct arena *a, struct board_row *out, size_t max, size_t *count,
           struct err *err)
{
    struct query q = query_begin(o->store, parts[part].rows);

    bind_today(o, &q);
    query_bind_int(&q, (int64_t)max);
    for (*count = 0; *count < max && query_next(&q); ++*count)
        out[*count] = (struct board_row) {
            .about = parts[part].about, .id = query_int(&q, "id"), .at = query_int(&q, "at"),
            .number = query_text(&q, "number", a), .name = query_text(&q, "name", a), .phone = query_text(&q, "phone", a),
            .text = query_text(&q, "text", a),
        };
    return query_end(&q, err);
}

int64_t
board_follow_ups(struct office *o)
{
    struct query q = query_begin(o->store, &board_survey_count);

    query_bind_int(&q, o->project);
    query_bind_int(&q, moment_at(office_today(o) + 7, 0, o->zone) + 1);
    return query_number(&q, 0);
}

size_t
board_gaps(struct office *o, int days, struct arena *a, char ***lines)
{
    day today = office_today(o);
    size_t total = 0;
    const struct reg *reg;

    *lines = NULL;
    for (size_t i = 0; (reg = reg_at(i)); i++) {
        char **found = NULL, **all;
        size_t n = reg->gaps ? reg->gaps(o, today, today + days - 1, a, &found) : 0;

        if (n == 0)
            continue;
        all = arena_alloc(a, (total + n) * sizeof *all);
        if (total)
            memcpy(all, *lines, total * sizeof *all);
        memcpy(all + total, found, n * sizeof *all);
        *lines = all;
        total += n;
    }
    return total;
}
