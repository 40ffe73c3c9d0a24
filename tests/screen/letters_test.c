/* Real letters of citizens on the screen, in both charsets: every character of what was said is there to be read. */
#include "tests/screen/harness.h"

#include "base/text.h"
#include "base/twin.h"
#include "data/import.h"
#include "data/complaint.h"
#include "data/registers.h"
#include "data/engine/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW 1795486800      /* 2026-11-24 10:20 in China, a Tuesday */
#define READ_MOST 6         /* letters read in each charset */

struct desk_of_letters {
    char *folder, db[300];
    struct screen *s;
    struct office *o;
    struct arena a;
};

#define must(call) do { struct err err = { 0 }; if (!(call)) fail_msg("%s: %s", #call, err.text); } while (0)

static void
keep_quiet(void *ctx, enum import_said what, const char *line)
{
    (void)ctx;
    (void)what;
    (void)line;
}

static int
letters_open(void **state)
{
    *state = calloc(1, sizeof(struct desk_of_letters));
    return *state ? 0 : -1;
}

/* In the test, not before it: only there it may be skipped. */
static void
furnish(struct desk_of_letters *l)
{
    static const char *const maps[] = { "留言编号=source", "留言主题=summary", "留言时间=received_at", "留言详情=words" };
    struct import_wish w = { .kind = "complaints", .maps = maps, .nmaps = COUNT(maps), .say = keep_quiet };
    struct import_result result = { 0 };
    struct record *r;

    w.path = support_shared(&l->a, "data/complaints/complaints_labelled_sample.csv");
    l->folder = support_tmpdir(&l->a);
    snprintf(l->db, sizeof l->db, "%s/letters.db", l->folder);
    must(office_create(&l->o, l->db, "setup", OFFICE_TRAINING, &err));
    office_set_now(l->o, NOW);
    r = record_new(l->o, reg_get("staff"), &l->a);
    record_set_text(r, "name", "何兰");
    record_set_text(r, "roles", "05");
    record_set_text(r, "phone", "13900010004");
    must(reg_save(l->o, r, NULL, &err));
    must(import_run(l->o, &w, &result, &err));
    while (words_waiting(l->o->store) > 0)
        assert_true(words_catch_up(l->o->store, 1000, NULL) >= 0);
}

static int
letters_close(void **state)
{
    struct desk_of_letters *l = *state;

    screen_close(&l->s);
    office_close(&l->o);
    if (l->folder)
        support_rmdir(l->folder);
    arena_free(&l->a);
    free(l);
    return 0;
}

/* Without blanks, breaks and what no terminal shows. */
static char *
squeezed(struct desk_of_letters *l, const char *text)
{
    struct buf b = { 0 };
    char *kept;

    for (const char *end = text + strlen(text); text < end;) {
        char room[TWIN_ROOM];
        const char *twin;
        uint32_t c;
        int n = text_decode(text, end, &c);

        if (n <= 0)
            break;
        /* A character of uncertain width is shown as its twin. */
        twin = text_cp_columns(c, 1) != text_cp_columns(c, 2) ? twin_of(c, room) : NULL;
        if (twin)
            buf_puts(&b, twin);
        else if (c > 0x20 && c != 0x3000 && c != 0xA0 && text_cp_columns(c, 1) > 0)
            buf_add(&b, text, (size_t)n);
        text += n;
    }
    kept = arena_strdup(&l->a, b.text ? b.text : "");
    buf_free(&b);
    return kept;
}

/* Everything that the pages of the words show, from the first to the last. */
static char *
read_pages(struct desk_of_letters *l)
{
    struct buf b = { 0 };
    char *all;
    bool more = true;

    while (more) {
        assert_screen_whole(l->s);
        more = screen_has(l->s, "未完");
        for (int y = 2; y < 20; y++)        /* between the title and the frame's last row */
            buf_printf(&b, "%s\n", screen_row(l->s, y));
        if (more)
            screen_step(l->s, K_PGDN);
    }
    all = squeezed(l, b.text);
    buf_free(&b);
    return all;
}

/* Each line of the letter stands on a page: the last page may repeat lines, so lines are looked for, not the whole. */
static void
assert_all_read(struct desk_of_letters *l, const char *words, const char *pages)
{
    char *copy = arena_strdup(&l->a, words), *rest = copy;
    size_t looked = 0;

    for (char *c; (c = strsep(&rest, "\n"));) {
        const char *line = squeezed(l, c), *end = line + strlen(line);

        /* A line may go over a page's end: by pieces of a few characters. */
        while (line < end) {
            size_t piece = text_clip(line, 16);
            char *wanted = arena_strndup(&l->a, line, piece);

            if (!strstr(pages, wanted))
                fail_msg("not shown: %s\n%s", wanted, pages);
            line += piece;
            looked++;
        }
    }
    assert_true(looked > 3);
}

static void
read_letters(struct desk_of_letters *l, const char *word, const char *charset)
{
    const char *arguments[] = { "--db", l->db, "--desk", "热线1", NULL }, *environment[] = { "QIANTAI_NOW=2026-11-24T10:20", NULL };
    struct screen_options o = { .charset = charset, .arguments = arguments, .environment = environment };
    int64_t ids[READ_MOST], ranks[READ_MOST];
    size_t n;

    must(words_find(l->o->store, word, 0, ids, ranks, READ_MOST, &n, &err));
    assert_true(n > 0);
    l->s = screen_open(&o);
    screen_wait_text(l->s, "登录");
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, "工作台");
    screen_step(l->s, K_F5);
    screen_wait_text(l->s, "受理");
    screen_step(l->s, "w");
    screen_type(l->s, word);
    screen_step(l->s, K_ENTER);
    screen_wait_text(l->s, "说到");
    for (size_t i = 0; i < n; i++) {
        struct record *r;

        must(reg_read(l->o, &complaint_register, ids[i], &l->a, &r, &err));
        screen_step(l->s, K_ENTER);
        screen_wait_text(l->s, record_text(r, "number"));
        screen_step(l->s, "w");
        assert_all_read(l, record_text(r, "words"), read_pages(l));
        screen_step(l->s, K_ESC);
        screen_step(l->s, K_ESC);
        screen_wait_text(l->s, "说到");
        screen_step(l->s, K_DOWN);
    }
    screen_close(&l->s);
}

static void
real_letters_are_found_and_shown_unharmed_in_both_charsets(void **state)
{
    static const char *const words[] = { "噪音", "渗漏" }, *const charsets[] = { "UTF-8", "GB18030" };

    furnish(*state);
    for (size_t i = 0; i < COUNT(words); i++)
        for (size_t k = 0; k < COUNT(charsets); k++)
            read_letters(*state, words[i], charsets[k]);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(real_letters_are_found_and_shown_unharmed_in_both_charsets, letters_open, letters_close),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
