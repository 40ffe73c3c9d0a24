/* find DATABASE [CSV]: the find box on a large database, each kind of query drawn from the data, beside LIKE in SQLite on a
 * bare table of the same rows, and grep on the roster as a text file (UTF-8). */
#include "base/pinyin.h"
#include "data/find.h"
#include "tests/bench/bench.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define QUERIES 600
#define SLOW_QUERIES 40         /* of those that take long: LIKE, grep */

struct person { char *name, *phone, *room; };

struct bench {
    struct office *o;
    struct arena arena;
    struct person *people;
    size_t count;
    sqlite3 *bare;
    const char *text;           /* the roster in UTF-8 */
    uint64_t random;
};

SQL(bench_people, "SELECT c.name AS name, (SELECT number FROM customer_phone p WHERE p.customer = c.id LIMIT 1) AS phone,"
                  " (SELECT h.code FROM ownership o JOIN home h ON h.id = o.home WHERE o.customer = c.id LIMIT 1) AS room"
                  " FROM customer c WHERE c.id % 499 = ?");

static void
draw_people(struct bench *b)
{
    struct query q = query_begin(b->o->store, &bench_people);
    size_t room = 0;

    query_bind_int(&q, 17);
    while (query_next(&q)) {
        b->people = arena_grow(&b->arena, b->people, b->count, &room, sizeof *b->people);
        b->people[b->count++] = (struct person){ query_text(&q, "name", &b->arena), query_text(&q, "phone", &b->arena),
                                                 query_text(&q, "room", &b->arena) };
    }
    query_end(&q, NULL);
    if (b->count < 10) {
        fprintf(stderr, "find: too few people in this database\n");
        exit(1);
    }
}

static const struct person *
somebody(struct bench *b, bool with_room)
{
    for (;;) {
        const struct person *p = &b->people[bench_random(&b->random, b->count)];

        if (strlen(p->phone) >= 11 && (!with_room || *p->room))
            return p;
    }
}

/* ---- what is typed ------------------------------------------------------------------------------------ */

static char *
whole_name(struct bench *b)
{
    return somebody(b, false)->name;
}

static char *
surname(struct bench *b)
{
    return arena_strndup(&b->arena, somebody(b, false)->name, 3);
}

/* The first of the name's tokens that is its whole pinyin or its initials: the longest, or the shortest of one letter each. */
static char *
letters(struct bench *b, bool initials)
{
    for (;;) {
        char **token, *best = NULL;
        size_t n = pinyin_tokens(&b->arena, somebody(b, false)->name, &token);

        for (size_t i = 0; i < n; i++)
            if (strlen(token[i]) >= 2 && (!best || (strlen(token[i]) < strlen(best)) == initials))
                best = token[i];
        if (best)
            return best;
    }
}

static char *pinyin(struct bench *b) { return letters(b, false); }
static char *initials(struct bench *b) { return letters(b, true); }
static char *last_four(struct bench *b) { const char *p = somebody(b, false)->phone; return arena_strdup(&b->arena, p + strlen(p) - 4); }
static char *room(struct bench *b) { return somebody(b, true)->room; }

static char *
name_and_tail(struct bench *b)
{
    const struct person *p = somebody(b, false);

    return arena_printf(&b->arena, "%.3s %s", p->name, p->phone + strlen(p->phone) - 4);
}

static char *
letters_and_phone(struct bench *b)
{
    return arena_printf(&b->arena, "%s 13%d", letters(b, true), (int)bench_random(&b->random, 10));
}

static const struct kind {
    const char *name;
    char *(*typed)(struct bench *b);
    const char *like;           /* the same with LIKE; NULL: a bare table cannot */
} kinds[] = {
    { "name", whole_name, "SELECT * FROM roster WHERE name LIKE '%%%s%%' LIMIT 24" },
    { "surname", surname, "SELECT * FROM roster WHERE name LIKE '%s%%' LIMIT 24" },
    { "pinyin", pinyin, NULL },
    { "initials", initials, NULL },
    { "last four digits", last_four, "SELECT * FROM roster WHERE phone LIKE '%%%s' LIMIT 24" },
    { "room", room, "SELECT * FROM roster WHERE room LIKE '%%%s%%' LIMIT 24" },
    { "name and last four", name_and_tail, NULL },
    { "initials and phone", letters_and_phone, NULL },
};

/* ---- three ways ------------------------------------------------------------------------------------------ */

static size_t
ours(struct bench *b, const struct kind *k, double *ms)
{
    size_t found = 0;

    for (size_t i = 0; i < QUERIES; i++) {
        struct arena a = { 0 };
        struct findings f;
        struct err err = { 0 };
        char *typed = k->typed(b);
        double from = bench_ms();

        if (!find_anything(b->o, typed, 0, 24, &a, &f, &err)) {
            fprintf(stderr, "find: %s: %s\n", typed, err.text);
            exit(1);
        }
        ms[i] = bench_ms() - from;
        found += f.count > 0;
        arena_free(&a);
    }
    return found;
}

/* Every letter of a name or number as it is typed. */
static void
keystrokes(struct bench *b, double *ms)
{
    size_t n = 0;

    while (n < QUERIES) {
        char *typed = kinds[n % COUNT(kinds)].typed(b), part[64];

        for (size_t end = 1; end <= strlen(typed) && end < sizeof part && n < QUERIES; end++) {
            struct arena a = { 0 };
            struct findings f;
            double from;

            if (((unsigned char)typed[end] & 0xC0) == 0x80)
                continue;       /* in the middle of a character */
            snprintf(part, sizeof part, "%.*s", (int)end, typed);
            from = bench_ms();
            find_anything(b->o, part, 0, 24, &a, &f, NULL);
            ms[n++] = bench_ms() - from;
            arena_free(&a);
        }
    }
}

static void
like(struct bench *b, const struct kind *k, double *ms)
{
    for (size_t i = 0; i < SLOW_QUERIES; i++) {
        char *sql = arena_printf(&b->arena, k->like, k->typed(b));
        double from = bench_ms();

        if (sqlite3_exec(b->bare, sql, NULL, NULL, NULL) != SQLITE_OK) {
            fprintf(stderr, "find: %s\n", sqlite3_errmsg(b->bare));
            exit(1);
        }
        ms[i] = bench_ms() - from;
    }
}

static void
grep(struct bench *b, const struct kind *k, double *ms)
{
    for (size_t i = 0; i < SLOW_QUERIES; i++) {
        char *typed = k->typed(b);
        double from = bench_ms();
        pid_t pid;

        fflush(stdout);
        pid = fork();
        if (pid == 0) {
            if (!freopen("/dev/null", "w", stdout))
                _exit(1);
            execlp("grep", "grep", "-F", "-m", "24", typed, b->text, (char *)NULL);
            _exit(1);
        }
        waitpid(pid, NULL, 0);
        ms[i] = bench_ms() - from;
    }
}

static void
fill_bare(struct bench *b, const char *database)
{
    char *sql = arena_printf(&b->arena, "ATTACH 'file:%s?mode=ro' AS ours; CREATE TABLE roster AS SELECT c.name AS name, p.number AS phone,"
                             " (SELECT h.code FROM ours.ownership o JOIN ours.home h ON h.id = o.home WHERE o.customer = c.id LIMIT 1) AS room"
                             " FROM ours.customer c LEFT JOIN ours.customer_phone p ON p.customer = c.id AND p.place = 1; DETACH ours;", database);

    if (sqlite3_open_v2("", &b->bare, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI, NULL) != SQLITE_OK ||
        sqlite3_exec(b->bare, sql, NULL, NULL, NULL) != SQLITE_OK) {
        fprintf(stderr, "find: %s\n", sqlite3_errmsg(b->bare));
        exit(1);
    }
}

static double
one_kind(struct bench *b, const struct kind *k)
{
    static double ms[QUERIES];
    char what[64];
    size_t found = ours(b, k, ms);

    snprintf(what, sizeof what, "%s (%zu%% found)", k->name, found * 100 / QUERIES);
    bench_row(what, ms, QUERIES);
    return bench_at(ms, QUERIES, 0.5);
}

static void
beside(struct bench *b, const struct kind *k, double ours_p50)
{
    static double ms[SLOW_QUERIES];
    char what[64];

    if (!k->like)
        return;
    like(b, k, ms);
    snprintf(what, sizeof what, "%s: LIKE, %.0f times as long", k->name, bench_at(ms, SLOW_QUERIES, 0.5) / ours_p50);
    bench_row(what, ms, SLOW_QUERIES);
    if (k->typed == room)
        return;                 /* the roster has no rooms */
    grep(b, k, ms);
    snprintf(what, sizeof what, "%s: grep, %.0f times as long", k->name, bench_at(ms, SLOW_QUERIES, 0.5) / ours_p50);
    bench_row(what, ms, SLOW_QUERIES);
}

int
main(int argc, char **argv)
{
    struct bench b = { .random = 20261122 };
    struct err err = { 0 };
    static double ms[QUERIES], p50[COUNT(kinds)];

    if (argc < 2 || !office_open(&b.o, argv[1], "bench", &err)) {
        fprintf(stderr, "usage: find DATABASE [CSV]  %s\n", err.text);
        return 2;
    }
    draw_people(&b);
    keystrokes(&b, ms);         /* the first ones find a cold cache */
    keystrokes(&b, ms);
    bench_row("each key typed into the find box", ms, QUERIES);
    for (size_t i = 0; i < COUNT(kinds); i++)
        p50[i] = one_kind(&b, &kinds[i]);
    if (argc > 2) {
        b.text = argv[2];
        fill_bare(&b, argv[1]);
        for (size_t i = 0; i < COUNT(kinds); i++)
            beside(&b, &kinds[i], p50[i]);
    }
    sqlite3_close(b.bare);
    office_close(&b.o);
    arena_free(&b.arena);
    return 0;
}
