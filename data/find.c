#include "data/find.h"

#include "base/idcard.h"
#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"
#include "data/complaint_find.h"
#include "data/customer.h"
#include "data/engine/find.h"
#include "rules/find_words.h"

#include <ctype.h>
#include <string.h>

#define HOMES_FIRST 12      /* homes shown for a code */
#define HOMES_LAST 6        /* homes of a room's number, behind the people */
#define MATTERS 8

#define PLACES8 "?, ?, ?, ?, ?, ?, ?, ?"
#define PLACES PLACES8 ", " PLACES8 ", " PLACES8 ", " PLACES8 ", " PLACES8 ", " PLACES8     /* FIND_WINDOW of them */

SQL(found_people, "SELECT c.id AS id, c.name AS name, coalesce(c.form, '') AS form,"
    " (SELECT group_concat(number, ' ') FROM (SELECT number FROM customer_phone WHERE customer = c.id ORDER BY place, id)) AS phones,"
    " (SELECT group_concat(plate, ' ') FROM vehicle v WHERE v.customer = c.id AND v.state = 'active') AS plates"
    " FROM customer c WHERE c.id IN (" PLACES ")");
SQL(found_homes_of, "SELECT o.customer AS customer, h.id AS home, h.code AS code, o.subscribed_on AS subscribed, o.signed_on AS signed,"
    " coalesce(o.handover_on, h.handover_on) AS delivered, coalesce(o.cancelled_on, o.ended_on) AS over"
    " FROM ownership o JOIN home h ON h.id = o.home WHERE o.customer IN (" PLACES ") ORDER BY o.customer, h.code");
/* First the few rows, then what is told of them. ?3 the project worked in, ?4 how many. */
#define HOMES_WHERE(condition, order) "SELECT h.id AS id, h.code AS code, h.state AS state, p.name AS project," \
    " (SELECT o.customer FROM ownership o WHERE o.home = h.id AND o.cancelled_on IS NULL AND o.ended_on IS NULL" \
    "   ORDER BY o.id LIMIT 1) AS owner" \
    " FROM (SELECT id FROM home WHERE " condition " ORDER BY " order " LIMIT ?4) few" \
    " JOIN home h ON h.id = few.id JOIN project p ON p.id = h.project ORDER BY h.project <> ?3, h.code, h.project"
SQL(found_homes_from, HOMES_WHERE("code >= ?1 AND code < ?2", "code"));
SQL(found_homes_room, HOMES_WHERE("room = ?1 AND ?2 IS NULL", "project <> ?3, code"));
SQL(found_homes_codes, HOMES_WHERE("code IN (?1, ?2, ?5, ?6, ?7, ?8)", "project <> ?3, code"));
SQL(found_names, "SELECT id, name FROM customer WHERE id IN (" PLACES ")");
/* The tables' indexes by the last three digits hold the number too: the newest few come without reading a row. */
#define FEW_OF(table, at) "SELECT * FROM (SELECT '" table "' AS about, id, " at " AS at FROM " table \
    " WHERE substr(number, -3) = ?1 AND (number LIKE ?2 OR number LIKE ?3) ORDER BY " at " DESC LIMIT ?4)"
SQL(found_matters, "SELECT few.about AS about, few.id AS id, few.at AS at, coalesce(r.number, v.number, c.number) AS number,"
    " coalesce(r.customer, v.customer, c.customer) AS customer, coalesce(r.kind, CASE WHEN c.id IS NULL THEN 'viewing' ELSE 'complaint' END) AS kind"
    " FROM (" FEW_OF("reception", "began_at") " UNION ALL " FEW_OF("viewing", "at") " UNION ALL " FEW_OF("complaint", "received_at") " ORDER BY at DESC, id DESC LIMIT ?4) few"
    " LEFT JOIN reception r ON few.about = 'reception' AND r.id = few.id"
    " LEFT JOIN viewing v ON few.about = 'viewing' AND v.id = few.id"
    " LEFT JOIN complaint c ON few.about = 'complaint' AND c.id = few.id ORDER BY few.at DESC, few.id DESC");

#define SAID_SHOWN 8            /* matters in which it was said, behind the people */

struct search {
    struct office *o;
    struct arena *a;
    struct find_word words[FIND_WORDS_MAX];
    size_t nwords, max;
    struct findings *out;
    bool names;             /* may this role see who people are? */
};

static struct hit *
add_hit(struct search *s, enum hit_kind kind, const char *about, int64_t id)
{
    struct hit *h = &s->out->hits[s->out->count++];

    *h = (struct hit){ .kind = kind, .about = about, .id = id, .name = "", .form = "", .phone = "", .phones = "", .homes = "",
                       .life = LIFE_PROSPECT, .code = "", .project = "", .told = "" };
    return h;
}

static bool
room_left(const struct search *s)
{
    return s->out->count < s->max;
}

static char *
shown_name(const struct search *s, char *name)
{
    return s->names ? name : arena_strdup(s->a, "***");
}

/* ---- people ---------------------------------------------------------------------------------------------- */

static void
bind_ids(struct query *q, const int64_t *ids, size_t n)
{
    for (size_t i = 0; i < FIND_WINDOW; i++) {
        if (i < n)
            query_bind_int(q, ids[i]);
        else
            query_bind_null(q);
    }
}

static struct hit *
hit_of(struct search *s, size_t from, int64_t customer)
{
    for (size_t i = from; i < s->out->count; i++)
        if (s->out->hits[i].customer == customer)
            return &s->out->hits[i];
    return NULL;
}

static void
mask_all(struct search *s, struct hit *h, char *phones)
{
    char *save = NULL;

    for (char *p = strtok_r(phones, " ", &save); p; p = strtok_r(NULL, " ", &save)) {
        char *masked = phone_mask(s->a, p);

        h->phones = *h->phones ? arena_printf(s->a, "%s %s", h->phones, masked) : masked;
        if (!*h->phone)
            h->phone = masked;
    }
}

/* Was it the plate that fits? Then the hit says so. */
static void
plate_hit(struct search *s, struct hit *h, char *plates)
{
    char *save = NULL;

    for (char *p = strtok_r(plates, " ", &save); p; p = strtok_r(NULL, " ", &save))
        for (size_t i = 0; i < s->nwords; i++)
            if (strlen(s->words[i].text) >= 4 && find_plate_fits(p, s->words[i].text)) {
                h->kind = HIT_PLATE;
                h->code = p;
            }
}

static bool
fill_people(struct search *s, size_t from, const int64_t *ids, size_t n, struct err *err)
{
    struct query q = query_begin(s->o->store, &found_people);

    bind_ids(&q, ids, n);
    while (query_next(&q)) {
        struct hit *h = hit_of(s, from, query_int(&q, "id"));

        if (!h)
            continue;
        h->name = shown_name(s, query_text(&q, "name", s->a));
        h->form = arena_strdup(s->a, office_code_text(s->o, "form_of_address", query_text(&q, "form", s->a)));
        mask_all(s, h, query_text(&q, "phones", s->a));
        plate_hit(s, h, query_text(&q, "plates", s->a));
    }
    return query_end(&q, err);
}

static day
day_of(struct query *q, const char *column, struct arena *a)
{
    day d;

    return day_parse_iso(query_text(q, column, a), &d) ? d : NO_DAY;
}

static bool
fill_homes(struct search *s, size_t from, const int64_t *ids, size_t n, struct err *err)
{
    struct query q = query_begin(s->o->store, &found_homes_of);
    struct stage_limits limits = customer_limits(s->o);
    day today = office_today(s->o);

    bind_ids(&q, ids, n);
    while (query_next(&q)) {
        struct hit *h = hit_of(s, from, query_int(&q, "customer"));
        struct home_dates dates = {
            .subscribed = day_of(&q, "subscribed", s->a), .signed_on = day_of(&q, "signed", s->a),
            .cancelled = day_of(&q, "over", s->a), .delivered = day_of(&q, "delivered", s->a),
            .moved_in = NO_DAY, .warranty_until = NO_DAY, .first_delivery = NO_DAY,
        };
        enum life_stage life = life_of_home(&dates, today, &limits);

        if (!h)
            continue;
        if (life > h->life)
            h->life = life;
        if (dates.cancelled == NO_DAY || dates.cancelled > today)
            h->homes = arena_printf(s->a, "%s%s%s", h->homes, *h->homes ? " " : "", query_text(&q, "code", s->a));
    }
    return query_end(&q, err);
}

static bool
add_people(struct search *s, const int64_t *ids, const int64_t *ranks, size_t n, struct err *err)
{
    size_t from = s->out->count;

    for (size_t i = 0; i < n; i++) {
        struct hit *h = add_hit(s, HIT_CUSTOMER, "customer", ids[i]);

        h->customer = ids[i];
        h->rank = ranks[i];
    }
    return n == 0 || (fill_people(s, from, ids, n, err) && fill_homes(s, from, ids, n, err));
}

static bool
people(struct search *s, int64_t before, struct err *err)
{
    int64_t ids[FIND_WINDOW], ranks[FIND_WINDOW];
    size_t max = s->max - s->out->count, n = 0;

    if (max == 0)
        return true;
    if (s->nwords == 0) {
        if (!find_recent(s->o->store, before, ids, ranks, max, &n, err))
            return false;
    } else if (!find_customers(s->o->store, find_words_text(s->a, s->words, s->nwords), before, ids, ranks, max, &n, err)) {
        return false;
    }
    s->out->before = n == max ? ranks[n - 1] : 0;
    return add_people(s, ids, ranks, n, err);
}

static bool
by_idcard(struct search *s, struct err *err)
{
    int64_t id = customer_same(s->o, "", NULL, s->words[0].text), rank = 0;

    /* Whoever may not see id cards may not look people up by them either. */
    return id == 0 || !office_can(s->o, "idcard", "see") || add_people(s, &id, &rank, 1, err);
}

/* ---- homes ----------------------------------------------------------------------------------------------- */

static void
add_home(struct search *s, struct query *q)
{
    struct hit *h = add_hit(s, HIT_HOME, "home", query_int(q, "id"));

    h->code = query_text(q, "code", s->a);
    h->project = query_text(q, "project", s->a);
    h->customer = query_int(q, "owner");
    h->told = arena_strdup(s->a, reg_state_label(reg_get("home"), query_text(q, "state", s->a)));
}

static bool
homes(struct search *s, const struct sql *sql, const char *one, const char *two, char *const *more, size_t nmore,
      size_t max, struct err *err)
{
    struct query q = query_begin(s->o->store, sql);

    query_bind_text(&q, one);
    query_bind_text(&q, two);
    query_bind_int(&q, s->o->project);
    query_bind_int(&q, (int64_t)max);
    for (size_t i = 0; sql == &found_homes_codes && i < 4; i++)
        query_bind_text(&q, i < nmore ? more[i] : NULL);
    while (room_left(s) && query_next(&q))
        add_home(s, &q);
    return query_end(&q, err);
}

static bool
homes_first(struct search *s, struct err *err)
{
    const char *text = s->words[0].text;
    char *codes[6] = { 0 };
    size_t n;

    if (s->nwords != 1)
        return true;
    if (s->words[0].kind == WORD_ROOM)
        return homes(s, &found_homes_from, text, arena_printf(s->a, "%s\x7f", text), NULL, 0, HOMES_FIRST, err);
    if ((s->words[0].kind != WORD_DIGITS && s->words[0].kind != WORD_NUMBER) || strlen(text) < 5)
        return true;
    n = find_room_codes(s->a, text, codes, COUNT(codes));
    return n == 0 || homes(s, &found_homes_codes, codes[0], codes[1], codes + 2, n > 2 ? n - 2 : 0, HOMES_FIRST, err);
}

static bool
homes_last(struct search *s, struct err *err)
{
    bool may = s->nwords == 1 && (s->words[0].kind == WORD_TAIL || s->words[0].kind == WORD_DIGITS) && strlen(s->words[0].text) >= 3;

    return !may || homes(s, &found_homes_room, s->words[0].text, NULL, NULL, 0, HOMES_LAST, err);
}

/* ---- matters ----------------------------------------------------------------------------------------------- */

static const char *
matter_told(const char *kind)
{
    static const struct { const char *kind, *told; } names[] = {
        { "call", N_("call") }, { "walk_in", N_("walk-in") }, { "viewing", N_("viewing") }, { "complaint", N_("complaint or repair") },
    };

    for (size_t i = 0; i < COUNT(names); i++)
        if (strcmp(names[i].kind, kind) == 0)
            return _(names[i].told);
    return kind;
}

/* A number's end has its last three digits, by which the tables are indexed. */
static bool
matters(struct search *s, struct err *err)
{
    const struct find_word *w = &s->words[0];
    size_t len = s->nwords == 1 ? strlen(w->text) : 0, digits = 0;
    char *patterns[2];
    struct query q;

    while (digits < len && isdigit((unsigned char)w->text[len - 1 - digits]))
        digits++;
    if (digits < 3 || (w->kind != WORD_NUMBER && !(w->kind == WORD_DIGITS && len == 3 && *w->text == '0')))
        return true;
    find_number_patterns(s->a, w->text, patterns);
    q = query_begin(s->o->store, &found_matters);
    query_bind_text(&q, w->text + len - 3);
    query_bind_text(&q, patterns[0]);
    query_bind_text(&q, patterns[1]);
    query_bind_int(&q, MATTERS);
    while (room_left(s) && query_next(&q)) {
        struct hit *h = add_hit(s, HIT_MATTER, query_text(&q, "about", s->a), query_int(&q, "id"));

        h->code = query_text(&q, "number", s->a);
        h->customer = query_int(&q, "customer");
        h->at = query_int(&q, "at");
        h->told = arena_strdup(s->a, matter_told(query_text(&q, "kind", s->a)));
    }
    return query_end(&q, err);
}

/* Names of whom homes and matters lead to, in one statement. */
static bool
name_others(struct search *s, struct err *err)
{
    int64_t ids[FIND_WINDOW];
    size_t n = 0;
    struct query q;

    for (size_t i = 0; i < s->out->count; i++)
        if (s->out->hits[i].customer && !*s->out->hits[i].name)
            ids[n++] = s->out->hits[i].customer;
    if (n == 0)
        return true;
    q = query_begin(s->o->store, &found_names);
    bind_ids(&q, ids, n);
    while (query_next(&q)) {
        int64_t id = query_int(&q, "id");
        char *name = shown_name(s, query_text(&q, "name", s->a));

        for (size_t i = 0; i < s->out->count; i++)
            if (s->out->hits[i].customer == id && !*s->out->hits[i].name)
                s->out->hits[i].name = name;
    }
    return query_end(&q, err);
}

/* ---- what was said ----------------------------------------------------------------------------------------- */

/* Two Han characters or more may be a word that a caller used. */
static bool
said(struct search *s, const char *typed, struct err *err)
{
    struct complaint_hit hits[SAID_SHOWN];
    const char *end = typed + strlen(typed);
    size_t n = 0, han = 0;

    for (const char *c = typed; c < end;) {
        uint32_t cp;

        c += text_decode(c, end, &cp);
        han += text_is_han(cp);
    }
    if (han < 2 || !office_can(s->o, "screen.complaint", "see"))
        return true;
    if (!complaint_search(s->o, typed, 0, s->a, hits, SAID_SHOWN, &n, err))
        return false;
    for (size_t i = 0; i < n && room_left(s); i++) {
        struct hit *h = add_hit(s, HIT_MATTER, "complaint", hits[i].id);

        h->code = hits[i].number;
        h->customer = hits[i].customer;
        h->at = hits[i].received;
        h->told = hits[i].snippet;
        if (!h->customer)
            h->name = hits[i].name;
    }
    return true;
}

/* ---- all together -------------------------------------------------------------------------------------------- */

/* Several digits may be a home too: where homes were found, they are what is said. */
static char *
told(struct search *s)
{
    char *text = find_words_told(s->a, s->words, s->nwords);
    size_t n = 0;
    const char *first = NULL;

    if (s->nwords == 0)
        return arena_strdup(s->a, _("dealt with last"));
    for (size_t i = 0; i < s->out->count; i++) {
        if (s->out->hits[i].kind != HIT_HOME)
            continue;
        if (!first)
            first = s->out->hits[i].code;
        n++;
    }
    if (n == 0 || s->words[0].kind == WORD_ROOM)
        return text;
    if (n == 1)
        return arena_printf(s->a, _("%s or home %s"), text, first);
    return arena_printf(s->a, _("%s or one of %zu homes"), text, n);
}

bool
find_anything(struct office *o, const char *typed, int64_t before, size_t max, struct arena *a,
              struct findings *out, struct err *err)
{
    struct search s = { .o = o, .a = a, .out = out, .max = max > FIND_WINDOW ? FIND_WINDOW : max };
    bool good = true;

    memset(out, 0, sizeof *out);
    out->hits = arena_alloc(a, (FIND_WINDOW + 1) * sizeof *out->hits);
    s.names = office_can(o, "screen.customer", "see");
    s.nwords = find_words(a, typed, s.words, FIND_WORDS_MAX);
    if (before == 0 && s.nwords == 1)
        good = s.words[0].kind == WORD_IDCARD ? by_idcard(&s, err) : homes_first(&s, err) && matters(&s, err);
    good = good && ((s.nwords == 1 && s.words[0].kind == WORD_IDCARD) || people(&s, before, err));
    if (good && before == 0 && out->before == 0 && s.nwords == 1)
        good = homes_last(&s, err);
    if (good && before == 0 && out->before == 0)
        good = said(&s, typed, err);
    good = good && name_others(&s, err);
    out->understood = told(&s);
    return good;
}
