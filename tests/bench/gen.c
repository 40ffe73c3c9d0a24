/* Writes a sales office's roster of any size: gen customers|homes|owners N [utf8]. GBK, CRLF, the same
 * N gives the same bytes. The i-th owner is the i-th customer, in the i-th home. Names are drawn as people have them, the commonest surnames most often. */
#include "base/mem.h"
#include "data/content.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SEED 20261122u
#define BLOCK 60000             /* bytes of UTF-8 gathered before they are converted */

static const char *const jobs[] = { "教师", "工程师", "个体", "公务员", "医生", "销售", "会计", "司机", "退休", "自由职业" };
static const char *const sources[] = { "自然到访", "自然到访", "来电", "来电", "网络", "网络", "老带新", "中介", "外展", "其他" };
static const char *const notes[] = {
    "", "", "", "", "", "", "要安静的楼层", "预算 180 万左右, 可商量", "问过 \"\"二期\"\" 几时开盘",
    "带老人看房,\n要无障碍", "周末才有空", "关心学区",
};
static const char *const regions[] = { "110105", "310115", "440305", "320106", "330106", "510107", "420106", "610113", "370202", "430102" };
static const char *const prefixes[] = { "138", "139", "135", "136", "137", "150", "151", "158", "159", "186", "187", "188", "130", "133", "177", "199" };
static const char *const projects[] = { "云栖花园", "滨江一号", "西溪里", "望湖名邸", "翡翠城", "东方润园", "金色家园", "锦绣江南", "紫金华府", "绿野春天" };
static const char *const plans[] = { "两房", "三房", "三房", "四房", "复式" };

/* The words of a content file, one a line. */
struct words {
    size_t count;
    char **word;
    uint64_t *weight;           /* of this and all before; the second column, else 1 */
};

struct gen {
    uint64_t random;
    struct arena arena;
    struct words surnames, men, women;
    iconv_t convert;
    bool utf8;
    struct buf out;
};

static uint64_t
draw(struct gen *g, uint64_t below)
{
    uint64_t z = g->random += 0x9E3779B97F4A7C15u;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (z ^ (z >> 31)) % below;
}

static const char *
draw_word(struct gen *g, const struct words *w)
{
    uint64_t at = draw(g, w->weight[w->count - 1]);
    size_t low = 0, high = w->count - 1;

    while (low < high) {
        size_t middle = (low + high) / 2;

        if (w->weight[middle] > at)
            high = middle;
        else
            low = middle + 1;
    }
    return w->word[low];
}

#define PICK(g, list) (list)[draw((g), COUNT(list))]

/* Reads the lines of a content file whose second column is none of these letters. */
static void
words_read(struct gen *g, struct words *w, const char *name, const char *without)
{
    const struct content_file *file = content_files;

    while (file->name && strcmp(file->name, name) != 0)
        file++;
    if (!file->name) {
        fprintf(stderr, "gen: data/%s is not there\n", name);
        exit(1);
    }
    w->word = arena_alloc(&g->arena, (file->size + 1) * sizeof *w->word);
    w->weight = arena_alloc(&g->arena, (file->size + 1) * sizeof *w->weight);
    for (const char *line = file->text; *line;) {
        size_t size = strcspn(line, "\n"), word = strcspn(line, "\t\n");
        uint64_t weight = strtoull(line + word, NULL, 10);

        if (word && *line != '#' && !(word < size && strchr(without, line[word + 1]))) {
            w->word[w->count] = arena_strndup(&g->arena, line, word);
            w->weight[w->count] = (weight ? weight : 1) + (w->count ? w->weight[w->count - 1] : 0);
            w->count++;
        }
        line += size + (line[size] == '\n');
    }
    if (w->count == 0) {
        fprintf(stderr, "gen: data/%s is empty\n", name);
        exit(1);
    }
}

static void
flush_out(struct gen *g)
{
    char bytes[BLOCK * 2], *from = g->out.text, *to = bytes;
    size_t left = g->out.size, room = sizeof bytes;

    if (g->utf8)
        fwrite(g->out.text, 1, g->out.size, stdout);
    else if (iconv(g->convert, &from, &left, &to, &room) == (size_t)-1) {
        fprintf(stderr, "gen: GBK lacks something in: %.40s\n", from);
        exit(1);
    } else
        fwrite(bytes, 1, sizeof bytes - room, stdout);
    buf_clear(&g->out);
}

/* The 18 digits of the i-th person; no two are alike below ten million. */
static void
id_card(struct gen *g, uint64_t i, bool woman, char out[19])
{
    static const int weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
    unsigned day = (unsigned)(i * 7919 % 20000), sequence = (unsigned)(i / 20000 % 500) * 2 + !woman;
    int sum = 0;

    snprintf(out, 19, "%s%04u%02u%02u%03u", PICK(g, regions), 1945 + day / 336, 1 + day % 336 / 28,
             1 + day % 28, sequence);
    for (int k = 0; k < 17; k++)
        sum += (out[k] - '0') * weights[k];
    out[17] = "10X98765432"[sum % 11];
    out[18] = '\0';
}

struct person {
    const char *surname, *given[2];
    bool woman;
    char phone[16], id[19];
    const char *job, *source, *note;
};

static void
draw_person(struct gen *g, uint64_t i, struct person *p)
{
    const struct words *given;
    uint64_t number = i;

    *p = (struct person){ .woman = draw(g, 2) };
    given = p->woman ? &g->women : &g->men;
    p->note = PICK(g, notes);
    if (i > 0 && draw(g, 50) == 0)
        number--;                       /* husband and wife with one phone */
    if (draw(g, 5) < 2)
        id_card(g, i, p->woman, p->id);
    snprintf(p->phone, sizeof p->phone, "%s%08llu", prefixes[number * 7 % COUNT(prefixes)],
             (unsigned long long)(number * 48271 % 99999989));
    p->surname = draw_word(g, &g->surnames);
    p->given[0] = draw_word(g, given);
    /* Four given names in five have two characters. */
    p->given[1] = draw(g, 5) ? draw_word(g, given) : "";
    p->job = PICK(g, jobs);
    p->source = PICK(g, sources);
}

static void
customer(struct gen *g, uint64_t i)
{
    struct person p;

    draw_person(g, i, &p);
    buf_printf(&g->out, "%s%s%s,%s,%s,%s,%s,%s,", p.surname, p.given[0], p.given[1], p.phone, p.id,
               p.woman ? "女" : "男", p.job, p.source);
    buf_printf(&g->out, *p.note ? "\"%s\"\r\n" : "%s\r\n", p.note);
}

/* Buildings of 2 units, 34 floors, 6 homes a floor; 25 buildings in a project. */
struct place { const char *project; char phase[24]; unsigned building, unit, floor, door; };

static struct place
place_of(uint64_t i)
{
    uint64_t building = i / 408, project = building / 25, cell = i % 408, phase = project / COUNT(projects);
    struct place p = {
        .project = projects[project % COUNT(projects)], .building = (unsigned)(building % 25 + 1),
        .unit = (unsigned)(cell / 204 + 1), .floor = (unsigned)(cell % 204 / 6 + 1), .door = (unsigned)(cell % 6 + 1),
    };

    if (phase)
        snprintf(p.phase, sizeof p.phase, "%llu期", (unsigned long long)phase + 1);
    return p;
}

static void
home(struct gen *g, uint64_t i)
{
    struct place p = place_of(i);

    buf_printf(&g->out, "%s%s,%u,%u,%02u%02u,%s,%llu.%02llu,%llu00,%s\r\n", p.project, p.phase, p.building, p.unit,
               p.floor, p.door, PICK(g, plans), (unsigned long long)(80 + draw(g, 120)), (unsigned long long)draw(g, 100),
               (unsigned long long)(120 + draw(g, 200)), draw(g, 2) ? "精装" : "毛坯");
}

static void
owner(struct gen *g, uint64_t i)
{
    struct place at = place_of(i);
    struct person p;

    draw_person(g, i, &p);
    buf_printf(&g->out, "%s%s,%u-%u-%02u%02u,%s%s%s,%s,2025-%02u-%02u\r\n", at.project, at.phase, at.building, at.unit,
               at.floor, at.door, p.surname, p.given[0], p.given[1], p.phone, (unsigned)(i % 12 + 1), (unsigned)(i % 28 + 1));
}

static const struct {
    const char *name, *head;
    void (*row)(struct gen *, uint64_t);
} kinds[] = {
    { "customers", "姓名,手机,证件号,性别,职业,来源渠道,备注\r\n", customer },
    { "homes", "楼盘,楼栋,单元,房号,户型,建筑面积,单价,装修\r\n", home },
    { "owners", "楼盘,房号,姓名,手机,签约日\r\n", owner },
};

int
main(int argc, char **argv)
{
    struct gen g = { .random = SEED };
    size_t kind = 0;
    uint64_t n = argc > 2 ? strtoull(argv[2], NULL, 10) : 0;

    while (kind < COUNT(kinds) && (argc < 2 || strcmp(argv[1], kinds[kind].name) != 0))
        kind++;
    if (n == 0 || kind == COUNT(kinds)) {
        fprintf(stderr, "usage: gen customers|homes|owners N [utf8]\n");
        return 2;
    }
    g.utf8 = argc > 3;
    g.convert = iconv_open("GBK", "UTF-8");
    if (g.convert == (iconv_t)-1) {
        perror("GBK");
        return 1;
    }
    words_read(&g, &g.surnames, "content/surnames.txt", "");
    words_read(&g, &g.men, "content/given.txt", "f");
    words_read(&g, &g.women, "content/given.txt", "m");
    buf_puts(&g.out, kinds[kind].head);
    for (uint64_t i = 0; i < n; i++) {
        kinds[kind].row(&g, i);
        if (g.out.size > BLOCK - 2000)
            flush_out(&g);
    }
    flush_out(&g);
    buf_free(&g.out);
    arena_free(&g.arena);
    iconv_close(g.convert);
    return fflush(stdout) != 0 || ferror(stdout);
}
