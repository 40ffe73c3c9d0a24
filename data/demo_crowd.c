/* The demonstration's people without a story: owners, their families and cars, prospects, and their visits. */
#include "base/lang.h"
#include "data/content.h"
#include "data/customer.h"
#include "data/demo_homes.h"
#include "data/demo_private.h"
#include "data/ownership.h"
#include "data/registers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OWNERS 228
#define FAMILIES 25
#define PROSPECTS 30
#define CARS 40
#define VISITS 84
#define TAKEN_OVER 60           /* days ago the paper roster was taken over */

/* ---- words -------------------------------------------------------------------------------- */

/* A file of lines "word weight" or "word m|f|b". */
struct words { size_t count; char **word; uint64_t *until; };

static struct words
read_words(struct arena *a, const char *name, char sex)
{
    char *text = arena_strdup(a, content_find(name)->text), *save = NULL;
    struct words w = { 0, arena_alloc(a, strlen(text) * sizeof *w.word), arena_alloc(a, strlen(text) * sizeof *w.until) };
    uint64_t sum = 0;

    for (char *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        char *mark = strpbrk(line, " \t");
        int weight = 1;

        if (mark)
            *mark++ = '\0';
        if (mark && !sex)
            weight = atoi(mark);
        if (sex && mark && *mark != sex && *mark != 'b')
            continue;
        w.word[w.count] = line;
        w.until[w.count++] = sum += (uint64_t)(weight > 0 ? weight : 1);
    }
    return w;
}

static const char *
draw_word(struct demo *d, const struct words *w)
{
    uint64_t at = demo_draw(d, w->until[w->count - 1]);
    size_t i = 0;

    while (w->until[i] <= at)
        i++;
    return w->word[i];
}

/* ---- people ------------------------------------------------------------------------------------ */

struct face { struct demo_person *who; bool man; const char *idcard; day born; };

struct crowd {
    struct words surnames, men, women;
    struct face faces[OWNERS + FAMILIES + PROSPECTS];
    struct content_table named;
};

static bool
has_story(const struct crowd *c, const char *name)
{
    for (size_t i = 0; i < c->named.rows; i++)
        if (strcmp(content_cell(&c->named, i, "name"), name) == 0)
            return true;
    return false;
}

static char *
draw_name(struct demo *d, const struct crowd *c, bool man)
{
    char *name;

    do {
        const char *first = draw_word(d, man ? &c->men : &c->women);

        name = arena_printf(&d->a, "%s%s%s", draw_word(d, &c->surnames), first,
                            demo_draw(d, 3) ? draw_word(d, man ? &c->men : &c->women) : "");
    } while (has_story(c, name));
    return name;
}

/* Ten thousand people have ten thousand different tails; 5678 is somebody's with a story. */
static char *
draw_phone(struct demo *d, size_t i)
{
    static const char *const prefixes[] = { "138", "139", "135", "136", "137", "150", "158", "159", "186", "188", "133", "177" };
    unsigned tail = (unsigned)(i * 7919 + 1373) % 10000;

    return arena_printf(&d->a, "%s%04u%04u", prefixes[demo_draw(d, COUNT(prefixes))], (unsigned)demo_draw(d, 9000) + 1000,
                        tail == 5678 ? 5670 : tail);
}

static char *
draw_idcard(struct demo *d, day born, bool man)
{
    static const int weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    static const char *const regions[] = { "330106", "330102", "310115", "320106", "340102", "360102", "420106" };
    struct civil c = day_civil(born);
    char *id = arena_printf(&d->a, "%s%04d%02d%02d%03d0", regions[demo_draw(d, COUNT(regions))], c.year, c.month, c.mday,
                            (int)demo_draw(d, 400) * 2 + 10 + man);
    int sum = 0;

    for (int i = 0; i < 17; i++)
        sum += (id[i] - '0') * weights[i];
    id[17] = "10X98765432"[sum % 11];
    return id;
}

static void
draw_faces(struct demo *d, struct crowd *c)
{
    d->ncrowd = COUNT(c->faces);
    d->crowd = arena_alloc(&d->a, d->ncrowd * sizeof *d->crowd);
    for (size_t i = 0; i < d->ncrowd; i++) {
        struct face *f = &c->faces[i];
        bool family = i >= OWNERS && i < OWNERS + FAMILIES;

        f->who = &d->crowd[i];
        f->man = family ? !c->faces[i - OWNERS].man : demo_draw(d, 2) == 0;
        f->born = d->today - 365 * (24 + (day)demo_draw(d, 45)) - (day)demo_draw(d, 365);
        if (demo_draw(d, 5) < 3)
            f->idcard = draw_idcard(d, f->born, f->man);
        *f->who = (struct demo_person){ .name = draw_name(d, c, f->man), .phone = draw_phone(d, i), .form = f->man ? "1" : "2",
                                        .owner = i < OWNERS };
    }
}

/* ---- written as one import --------------------------------------------------------------------------- */

static void
fill_person(struct demo *d, struct record *r, const struct face *f)
{
    static const char *const jobs[] = { "1", "1", "2", "3", "4", "5", "6", "7", "a", "d", "e", "f", "i" };
    static const char *const channels[] = { "1", "1", "2", "2", "3", "4", "5", "6", "7" };
    static const char *const likes[] = { "喜欢安静的楼层", "周末才有空", "爱问工程进度", "上午接电话方便", "关心学区" };

    record_set_text(r, "name", f->who->name);
    record_set_text(r, "form", f->who->form);
    record_set_text(r, "sex", f->man ? "1" : "2");
    record_set_text(r, "occupation", jobs[demo_draw(d, COUNT(jobs))]);
    record_set_text(r, "channel", channels[demo_draw(d, COUNT(channels))]);
    record_set_num(r, "project", demo_project(d));
    record_set_num(r, "consultant", demo_staff(d, demo_draw(d, 2) ? "王强" : "陈静"));
    record_set_text(r, "consent", f->who->owner ? "3 4 5" : "1 2");
    record_set_num(r, "consent_on", d->today - TAKEN_OVER);
    if (f->idcard) {
        record_set_text(r, "idcard", f->idcard);
        record_set_num(r, "born_on", f->born);
    }
    if (f->who->owner && demo_draw(d, 8) == 0)
        record_set_num(r, "star", 1 + (int64_t)demo_draw(d, 3));
    if (demo_draw(d, 7) == 0)
        record_set_text(r, "likes", likes[demo_draw(d, COUNT(likes))]);
    if (demo_draw(d, 40) == 0)
        record_set_num(r, "no_messages", 1);
}

static bool
write_people(struct demo *d, struct action *a, struct crowd *c, struct err *err)
{
    for (size_t i = 0; i < d->ncrowd; i++) {
        struct record *r = record_new(d->o, &customer_register, &a->arena);

        fill_person(d, r, &c->faces[i]);
        if (!customer_write(d->o, a, r, &c->faces[i].who->phone, 1, err))
            return false;
        c->faces[i].who->id = r->id;
    }
    for (size_t i = 0; i < FAMILIES; i++)
        if (!customer_relate(d->o, a, d->crowd[i].id, d->crowd[OWNERS + i].id, "1", err))
            return false;
    return true;
}

/* ---- homes and their owners ------------------------------------------------------------------------------ */

/* Is it somebody's whose story is told, shown to somebody, or on hold? */
static bool
is_taken(const struct crowd *c, const char *code)
{
    static const char *const spoken_of[] = { "5-1-1203", "5-1-0201", "5-2-0801", "5-2-0802" };

    for (size_t i = 0; i < c->named.rows; i++)
        if (strcmp(content_cell(&c->named, i, "home"), code) == 0)
            return true;
    for (size_t i = 0; i < COUNT(spoken_of); i++)
        if (strcmp(spoken_of[i], code) == 0)
            return true;
    return false;
}

/* How many of the free homes of a unit are owned by this crowd; -1: all. */
static int
wanted(const struct demo_block *b)
{
    if (b->building[0] == '5')
        return b->unit == 1 ? 68 : 12;
    return b->building[0] == '3' && b->unit == 2 ? 41 : -1;
}

static bool
own(struct demo *d, struct action *a, const struct demo_block *b, const char *code, size_t owner, struct err *err)
{
    int sold = b->building[0] == '5' ? -62 - (int)demo_draw(d, 350) : b->handover < -300 ? b->handover - 300 - (int)demo_draw(d, 200)
                                                                                        : -450 - (int)demo_draw(d, 240);
    struct ownership w = { demo_home(d, code), d->crowd[owner].id, owner < FAMILIES ? "2" : "1",
                           d->today + sold - 3 - (day)demo_draw(d, 8), d->today + sold, NO_DAY };

    if (b->handover < -TAKEN_OVER || b->handover < 0)
        w.handover = d->today + b->handover + (b->handover < -10 ? (day)demo_draw(d, 7) : 0);
    return ownership_put(d->o, a, &w, err);
}

static bool
own_block(struct demo *d, struct action *a, const struct crowd *c, const struct demo_block *b, size_t *next, struct err *err)
{
    int all = b->floors * b->rooms, left = 0, want = wanted(b);

    for (int i = 0; i < all; i++)
        left += !is_taken(c, demo_code(b, i / b->rooms + 1, i % b->rooms + 1, &a->arena));
    if (want < 0)
        want = left;
    for (int i = 0; i < all && want > 0; i++) {
        char *code = demo_code(b, i / b->rooms + 1, i % b->rooms + 1, &a->arena);

        if (is_taken(c, code))
            continue;
        if ((int)demo_draw(d, (uint64_t)left--) >= want)
            continue;
        want--;
        if (!own(d, a, b, code, *next % OWNERS, err))
            return false;
        ++*next;
    }
    return true;
}

static bool
write_cars(struct demo *d, struct action *a, struct err *err)
{
    static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";

    for (size_t i = 0; i < CARS; i++) {
        struct record *r = record_new(d->o, &vehicle_register, &a->arena);
        unsigned n = (unsigned)(i * 2371 + 4127) % 10000;
        bool electric = demo_draw(d, 4) == 0;

        record_set_num(r, "customer", d->crowd[i * 5].id);
        record_set_text(r, "plate", arena_printf(&a->arena, electric ? "浙AD%c%04u" : "浙A%c%04u", letters[demo_draw(d, 24)], n));
        record_set_text(r, "kind", electric ? "2" : "1");
        record_set_num(r, "from_on", d->today - TAKEN_OVER - (day)demo_draw(d, 300));
        if (!reg_write(d->o, a, r, err))
            return false;
    }
    return true;
}

static bool
take_over(struct demo *d, void *with, struct err *err)
{
    struct crowd *c = with;
    struct action a;
    size_t next = 0;
    bool good;

    if (!office_begin(d->o, &a, "import.customer", ENTRY_BULK, err))
        return false;
    good = write_people(d, &a, c, err);
    for (size_t i = 0; good && i < demo_blocks_count; i++)
        good = own_block(d, &a, c, &demo_blocks[i], &next, err);
    if (!good || !write_cars(d, &a, err))
        return action_fail(&a);
    a.summary = arena_printf(&a.arena, _("%zu customers taken over from the paper roster"), d->ncrowd);
    action_arg_int(&a, "rows", (int64_t)d->ncrowd);
    return action_commit(&a, err);
}

/* ---- visits ---------------------------------------------------------------------------------------------------- */

static const struct { const char *need, *asked, *focus, *topics; } talks[] = {
    { "2", "五号楼现在多少钱=1", "1", "1" }, { "1", "样板间几点能看=1", "2", "2" }, { "2", "地铁几时通=2|小学在哪里=1", "5", "4" },
    { "4", "公积金能贷多少=2", "1", "5" }, { "2", "物业费多少=1", "6", "4" }, { "5", "产权证办到哪一步=2", "a", "5" },
    { "2", "车位是卖还是租=1|有没有充电桩=1", "4", "4" }, { "7", "找销售顾问=1", "b", "1" }, { "2", "得房率多少=1", "2", "2" },
    { "1", "两房还有几套=1", "1 2", "1 2" }, { "2", "精装用什么材料=1|甲醛检测有吗=2", "3", "2" }, { "8", "周末活动怎么报名=1", "6", "4" },
};

static void
plan_visit(struct demo *d, size_t i)
{
    struct demo_visit *v = arena_alloc(&d->a, sizeof *v);
    const struct demo_person *p = &d->crowd[demo_draw(d, d->ncrowd)];
    size_t talk = demo_draw(d, COUNT(talks));
    int ago = 1 + (int)(i * 55 / VISITS), again = 1 + (int)demo_draw(d, 6);
    bool walk_in = demo_draw(d, 2) == 0, next = demo_draw(d, 4) == 0 && again > ago;
    static const char *const results[] = { "1", "2", "2", "3" }, *const losses[] = { "1", "7", "1", "2", "5", "1", "6", "a" };
    moment at;

    v->kind = walk_in ? "walk_in" : "call";
    v->name = p->name;
    v->phone = p->phone;
    v->form = p->form;
    v->need = talks[talk].need;
    v->asked = talks[talk].asked;
    v->focus = talks[talk].focus;
    v->topics = walk_in ? NULL : talks[talk].topics;
    v->channel = walk_in ? "1" : "2";
    v->party = demo_draw(d, 3) ? "2" : "1";
    v->consultant = demo_draw(d, 2) ? "王强" : "陈静";
    v->occupation = walk_in ? "1" : NULL;
    v->latent = "1";
    v->told = !walk_in ? NULL : i % 6 ? "1 2 3 4 5 6 7" : "1 2 3 4 5 6";
    v->invited = walk_in ? NULL : next ? "2" : "3";
    v->next_step = next ? "2" : "3";
    v->result = walk_in ? results[demo_draw(d, COUNT(results))] : NULL;
    if (walk_in && !next && i % 3 == 0) {
        v->result = "6";                    /* nothing was bought, and why */
        v->lost = losses[i % COUNT(losses)];
    }
    v->minutes = walk_in ? 20 + (int)demo_draw(d, 50) : 3 + (int)demo_draw(d, 9);
    if (next)
        v->next_at = demo_when(d, arena_printf(&d->a, "+%dd %02d:30", again - ago, 9 + (int)demo_draw(d, 8)));
    at = demo_when(d, arena_printf(&d->a, "-%dd %02d:%02d", ago, 10 + (int)demo_draw(d, 7), (int)demo_draw(d, 60)));
    demo_plan(d, at, "李敏", demo_visit, v);
    demo_settle_visit(d, v, at, "李敏");
}

void
demo_plan_crowd(struct demo *d)
{
    struct crowd *c = arena_alloc(&d->a, sizeof *c);

    c->surnames = read_words(&d->a, "content/surnames.txt", 0);
    c->men = read_words(&d->a, "content/given.txt", 'm');
    c->women = read_words(&d->a, "content/given.txt", 'f');
    c->named = content_table("demo_people.csv", &d->a);
    draw_faces(d, c);
    demo_plan(d, demo_when(d, arena_printf(&d->a, "-%dd 10:00", TAKEN_OVER)), NULL, take_over, c);
    demo_plan_sales(d, &d->crowd[OWNERS + FAMILIES]);
    for (size_t i = 0; i < VISITS; i++)
        plan_visit(d, i);
}
