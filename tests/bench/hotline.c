/* hotline DATABASE [N]: N complaints (500,000) are put beside the people of the database; then what a hotline desk waits for, and
 * LIKE over the same texts. */
#include "data/complaint_side.h"
#include "data/complaint.h"
#include "data/engine/words.h"
#include "tests/bench/bench.h"

#include <string.h>

#define USUAL_COUNT 500000u
#define OWNERS 20000
#define QUERIES 1000
#define SLOW_QUERIES 24
#define FILED 400
#define PAGE 50

struct owner { int64_t home, building, project, customer; };

struct bench {
    struct office *o;
    struct arena arena;
    struct owner *owners;
    size_t count;
    uint64_t random;
};

static const char *const places[] = { "卫生间", "厨房", "主卧", "次卧", "客厅", "阳台", "地下室", "电梯厅", "单元门口", "车位旁边", "楼道", "屋面" };
static const char *const things[] = { "渗漏", "漏水", "墙面裂缝", "空鼓", "门窗关不严", "噪音很大", "地板起翘", "返味", "跳闸", "水压不足", "积水", "瓷砖脱落", "对讲不响", "灯不亮" };
static const char *const tails[] = { "已经一个星期了没人管。", "孩子睡不着觉。", "上次修过，又这样了。", "请今天派人来看。", "物业说要等开发商。", "打了三次电话都没回。", "家里老人行动不便。", "要求书面答复。" };
static const char *const openings[] = { "您好，", "我是业主，", "反映一个问题：", "再说一次，", "邻居也有同样的情况，", "晚上十点以后，" };
static const char *const asked[] = { "渗漏", "噪音", "漏水", "裂缝", "空鼓", "返味", "跳闸", "老人", "书面", "邻居", "车位", "电梯" };

SQL(bench_owners, "SELECT w.home AS home, h.building AS building, h.project AS project, w.customer AS customer FROM ownership w JOIN home h ON h.id = w.home"
                  " WHERE w.id % 13 = 0 LIMIT ?");
SQL(bench_complaint, "INSERT INTO complaint(id, number, project, class, channel, received_at, customer, name, home, building, category, moment, words, closed_at, state, entry)"
                     " VALUES (?1, 'B' || ?1, ?2, ?3, '1', ?4, ?5, '业主', ?6, ?7, ?8, ?8, ?9, ?4 + 500000, 'closed', ?10)");
SQL(bench_like, "SELECT id FROM complaint WHERE words LIKE '%' || ? || '%' ORDER BY received_at DESC LIMIT 50");

static void
stop(const char *what, const struct err *err)
{
    fprintf(stderr, "hotline: %s: %s\n", what, err->text);
    exit(1);
}

static void
draw_owners(struct bench *b)
{
    struct query q = query_begin(b->o->store, &bench_owners);

    b->owners = arena_alloc(&b->arena, OWNERS * sizeof *b->owners);
    query_bind_int(&q, OWNERS);
    while (query_next(&q))
        b->owners[b->count++] = (struct owner){ query_int(&q, "home"), query_int(&q, "building"), query_int(&q, "project"), query_int(&q, "customer") };
    query_end(&q, NULL);
    if (b->count < 100)
        stop("too few owners in this database", &(struct err){ 0 });
}

static const char *
one_of(struct bench *b, const char *const *words, size_t n)
{
    return words[bench_random(&b->random, n)];
}

#define DRAW(b, words) one_of(b, words, COUNT(words))

static const char *
words_of(struct bench *b, struct arena *a)
{
    return arena_printf(a, "%s%d 号楼%s%s。%s%s", DRAW(b, openings), (int)bench_random(&b->random, 60) + 1, DRAW(b, places), DRAW(b, things), DRAW(b, tails), DRAW(b, tails));
}

/* Settled ones of the last ten years, in one transaction. */
static void
fill(struct bench *b, uint64_t n)
{
    struct arena a = { 0 };
    struct action action;
    struct err err = { 0 };
    moment now = office_now(b->o);

    if (!office_begin(b->o, &action, "bench.fill", 0, &err))
        stop("fill", &err);
    for (uint64_t i = 0; i < n; i++) {
        const struct owner *w = &b->owners[bench_random(&b->random, b->count)];
        struct query q = query_begin(b->o->store, &bench_complaint);
        int64_t id = store_new_id(b->o->store);

        query_bind_int(&q, id);
        query_bind_int(&q, w->project);
        query_bind_text(&q, bench_random(&b->random, 3) ? "2" : "1");
        query_bind_int(&q, now - 86400 * 3650 + (int64_t)(i * (86400u * 3600u / n)));
        query_bind_int(&q, w->customer);
        query_bind_int(&q, w->home);
        query_bind_int(&q, w->building);
        query_bind_text(&q, arena_printf(&a, "%02d", (int)bench_random(&b->random, 30) + 1));
        query_bind_text(&q, words_of(b, &a));
        query_bind_int(&q, action.entry);
        if (!query_run(&q, &err) || !words_postpone(b->o->store, id, &err))
            stop("fill", &err);
        arena_reset(&a);
    }
    if (!action_commit(&action, &err))
        stop("fill", &err);
    arena_free(&a);
}

static void
index_all(struct bench *b)
{
    struct err err = { 0 };
    double from = bench_ms(), most = 0;
    int64_t all = words_waiting(b->o->store), left = all;

    while (left > 0) {
        double one = bench_ms();

        left = words_catch_up(b->o->store, 300, &err);
        one = bench_ms() - one;
        most = one > most ? one : most;
        if (left < 0)
            stop("index", &err);
    }
    printf("%lld texts indexed in %.1f s, 300 at a time; the longest stretch held the database for %.0f ms\n", (long long)all, (bench_ms() - from) / 1e3, most);
}

static double
find(struct bench *b)
{
    static double ms[QUERIES];
    int64_t ids[PAGE], ranks[PAGE];
    struct err err = { 0 };
    size_t n;

    for (size_t i = 0; i < QUERIES; i++) {
        double from = bench_ms();

        if (!words_find(b->o->store, asked[i % COUNT(asked)], 0, ids, ranks, PAGE, &n, &err))
            stop("find", &err);
        ms[i] = bench_ms() - from;
    }
    bench_row("a word of two characters in what was said", ms, QUERIES);
    for (size_t i = 0; i < QUERIES; i++) {
        char *two = arena_printf(&b->arena, "%s %s", DRAW(b, things), DRAW(b, places));
        double from = bench_ms();

        if (!words_find(b->o->store, two, 0, ids, ranks, PAGE, &n, &err))
            stop("find", &err);
        ms[i] = bench_ms() - from;
    }
    bench_row("two words", ms, QUERIES);
    for (size_t i = 0; i < QUERIES; i++) {
        double from = bench_ms();

        if (!words_find(b->o->store, i % 2 ? "不曾说过" : "渗漏 对讲", 0, ids, ranks, PAGE, &n, &err))
            stop("find", &err);
        ms[i] = bench_ms() - from;
    }
    bench_row("words that few or none said", ms, QUERIES);
    return bench_at(ms, QUERIES, 0.99);
}

static void
like(struct bench *b, const char *const *words, size_t count, const char *what, double ours)
{
    static double ms[SLOW_QUERIES];

    for (size_t i = 0; i < SLOW_QUERIES; i++) {
        struct query q = query_begin(b->o->store, &bench_like);
        double from = bench_ms();

        query_bind_text(&q, words[i % count]);
        while (query_next(&q))
            continue;
        query_end(&q, NULL);
        ms[i] = bench_ms() - from;
    }
    bench_row(what, ms, SLOW_QUERIES);
    printf("    by p99 %.1f times ours\n", bench_at(ms, SLOW_QUERIES, 0.99) / ours);
}

static struct record *
call(struct bench *b, struct arena *a)
{
    const struct owner *w = &b->owners[bench_random(&b->random, b->count)];
    struct record *r = complaint_new(b->o, a);

    complaint_caller(b->o, r, w->customer);
    record_set_num(r, "home", w->home);
    record_set_num(r, "building", w->building);
    record_set_num(r, "project", w->project);
    record_set_text(r, "category", "07");
    record_set_text(r, "words", words_of(b, a));
    complaint_settle(b->o, r);
    return r;
}

static void
side(struct bench *b)
{
    static double ms[QUERIES];
    struct side_line lines[24];

    for (size_t i = 0; i < QUERIES; i++) {
        struct arena a = { 0 };
        struct record *r = call(b, &a);
        double from = bench_ms();

        complaint_side(b->o, r, &a, lines, COUNT(lines));
        ms[i] = bench_ms() - from;
        arena_free(&a);
    }
    bench_row("what stands beside the intake", ms, QUERIES);
}

static void
file(struct bench *b)
{
    static double ms[FILED];
    struct err err = { 0 };

    for (size_t i = 0; i < FILED; i++) {
        struct arena a = { 0 };
        struct record *r = call(b, &a);
        double from = bench_ms();

        if (!complaint_file(b->o, r, &err))
            stop("file", &err);
        ms[i] = bench_ms() - from;
        arena_free(&a);
    }
    bench_row("one is filed, durable, clocks running", ms, FILED);
}

static void
queue(struct bench *b)
{
    static double ms[200];
    static struct complaint_row rows[300];
    struct err err = { 0 };

    for (size_t i = 0; i < COUNT(ms); i++) {
        struct complaint_filter f = { .view = VIEW_OPEN };
        struct arena a = { 0 };
        double from = bench_ms();
        size_t n;

        if (!complaint_list(b->o, &f, &a, rows, COUNT(rows), &n, &err))
            stop("queue", &err);
        ms[i] = bench_ms() - from;
        arena_free(&a);
    }
    bench_row("the queue of what is open", ms, COUNT(ms));
}

int
main(int argc, char **argv)
{
    static const char *const nobody[] = { "不曾说过" };
    struct bench b = { .random = 20261126 };
    struct err err = { 0 };
    uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : USUAL_COUNT;
    double ours;

    if (argc < 2 || !office_open(&b.o, argv[1], "bench", &err)) {
        fprintf(stderr, "usage: hotline DATABASE [N]  %s\n", err.text);
        return 2;
    }
    draw_owners(&b);
    fill(&b, n);
    index_all(&b);
    side(&b);
    file(&b);
    queue(&b);
    side(&b);
    ours = find(&b);
    like(&b, asked, COUNT(asked), "LIKE, newest 50, words that many said", ours);
    like(&b, nobody, COUNT(nobody), "LIKE, a word that nobody said", ours);
    office_close(&b.o);
    arena_free(&b.arena);
    return 0;
}
