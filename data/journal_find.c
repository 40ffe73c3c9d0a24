#include "data/journal_find.h"

/* 1 staff, 2 action, 3 text, 4 from, 5 to, 6 and 7 the key, 8 the limit. */
#define FOUND_ROWS "SELECT e.id AS id, e.at AS at, e.staff AS staff, coalesce(s.name, '') AS staff_name, e.desk AS desk," \
                   " e.action AS action, e.flags AS flags, coalesce(p.summary, '') AS summary" \
                   " FROM journal_entry e LEFT JOIN staff s ON s.id = e.staff LEFT JOIN journal_payload p ON p.entry = e.id" \
                   " WHERE (?1 = 0 OR e.staff = ?1) AND substr(e.action, 1, length(?2)) = ?2" \
                   " AND (?3 = '' OR instr(lower(coalesce(p.summary, '') || ' ' || e.desk || ' ' || coalesce(s.name, '')), lower(?3)))" \
                   " AND e.at >= ?4 AND e.at < ?5"

SQL(journal_older, FOUND_ROWS " AND (e.at, e.id) < (?6, ?7) ORDER BY e.at DESC, e.id DESC LIMIT ?8");
SQL(journal_newer, FOUND_ROWS " AND (e.at, e.id) > (?6, ?7) ORDER BY e.at, e.id LIMIT ?8");

bool
journal_find(struct office *o, const struct journal_filter *f, const struct entry *from, bool backwards,
             struct arena *a, struct entry *out, size_t max, size_t *count, struct err *err)
{
    struct query q = query_begin(o->store, backwards ? &journal_newer : &journal_older);
    int64_t end = backwards ? -1 : INT64_MAX;

    query_bind_int(&q, f->staff);
    query_bind_text(&q, f->action ? f->action : "");
    query_bind_text(&q, f->text ? f->text : "");
    query_bind_int(&q, f->from);
    query_bind_int(&q, f->to ? f->to : INT64_MAX);
    query_bind_int(&q, from ? from->at : end);
    query_bind_int(&q, from ? from->id : end);
    query_bind_int(&q, (int64_t)max);
    for (*count = 0; *count < max && query_next(&q); ++*count)
        out[*count] = (struct entry){
            .id = query_int(&q, "id"), .at = query_int(&q, "at"), .staff = query_int(&q, "staff"), .flags = (unsigned)query_int(&q, "flags"),
            .staff_name = query_text(&q, "staff_name", a), .desk = query_text(&q, "desk", a), .action = query_text(&q, "action", a),
            .summary = query_text(&q, "summary", a),
        };
    return query_end(&q, err);
}
