/* The kit's lower half in the smallest program: two fields, rows of Chinese behind them, the last key named.
 * Driven by kit_test. Ctrl-Q ends it, Ctrl-L redraws, Ctrl-P prints, Ctrl-E leaves the screen and comes back,
 * PgDn shows other rows, Tab changes the field. kit_demo PROGRAM: the catalogue is the one of that program. */
#include "base/lang.h"
#include "base/mem.h"
#include "ui/kit/edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct demo {
    struct term term;
    struct edit *fields[2];
    int field;
    int page;
    char said[200];
};

static const char *const rows[] = {
    "王建国 138****5678 首付比例没答上来", "Łódź café naïve ① ② “引号”—破折号… Ⅲ × °",
    "欧阳明 \U0001F600 表情 \U0002B3A5\u9FB6 阿·卜杜", "a\tb\x01\x1b[31mred\x7f\u200B\u202Ezero",
    "周婷：车位图，王强「答应」－％（三）", "e\u0301 combining a\u0300\u0301\u0302 marks",
    "", "电话 010-88886666 分机 8001 张三丰李四光王五魁赵六吉",
};

static void
demo_rows(struct demo *d)
{
    struct term *t = &d->term;
    struct box b = { 6, 0, t->rows - 8, t->cols };

    for (int y = 0; y < b.rows; y++) {
        int shift = (y * 7 + d->page * 3) % (int)COUNT(rows);

        draw_text(t, b, y, 0, 6, STYLE_DIM, "");
        draw_printf(t, b, y, 0, 6, STYLE_DIM, "%d", y + d->page);
        draw_text(t, b, y, 6 + (y + d->page) % 5, -1, y % 4 == 1 ? STYLE_CURSOR : STYLE_PLAIN, rows[shift]);
    }
}

static void
demo_draw(struct demo *d)
{
    struct term *t = &d->term;
    struct box whole = { 0, 0, t->rows, t->cols };

    draw_clear(t);
    draw_text(t, whole, 0, 0, -1, STYLE_TITLE, " 云栖花园 工作台");
    draw_right(t, whole, 0, t->cols / 2, t->cols - t->cols / 2, STYLE_TITLE, "11-22 周日 09:40 ");
    draw_text(t, whole, 1, 0, 6, STYLE_LABEL, "姓名");
    edit_draw(d->fields[0], t, (struct box){ 1, 6, 1, 20 }, d->field == 0, STYLE_FIELD);
    draw_text(t, whole, 2, 0, 6, STYLE_LABEL, "备注");
    edit_draw(d->fields[1], t, (struct box){ 2, 6, 3, 21 }, d->field == 1, STYLE_FIELD);
    draw_bar(t, whole, 5, 6, 20, d->page, 10);
    demo_rows(d);
    draw_text(t, whole, t->rows - 2, 0, -1, STYLE_PLAIN, d->said);
    draw_text(t, whole, t->rows - 1, 0, -1, STYLE_BAR, "1帮助 2接待 3签约 4验房 5投诉 6回访 7客户 8报表 9工作台 0菜单");
    term_show(t);
}

static void
demo_name(struct demo *d, const struct key *k)
{
    static const char *const names[] = {
        [KEY_ENTER] = "Enter", [KEY_BACKTAB] = "Backtab", [KEY_ESC] = "Esc", [KEY_INSERT] = "Insert",
        [KEY_UP_] = "Up", [KEY_DOWN_] = "Down", [KEY_PGUP] = "PgUp", [KEY_RESIZED] = "Resized",
    };

    if (k->kind == KEY_FN)
        snprintf(d->said, sizeof d->said, "F%d", k->number);
    else if (k->kind == KEY_CTRL)
        snprintf(d->said, sizeof d->said, "^%c", (int)k->cp - 32);
    else if (k->kind < COUNT(names) && names[k->kind])
        snprintf(d->said, sizeof d->said, "%s", names[k->kind]);
}

/* False: the end. */
static bool
demo_key(struct demo *d, const struct key *k)
{
    const char *note;

    if (k->kind == KEY_CTRL && k->cp == 'q')
        return false;
    if (k->kind == KEY_CTRL && k->cp == 'l') {
        term_redraw(&d->term);
    } else if (k->kind == KEY_CTRL && k->cp == 'p') {
        term_print(&d->term, "page\f", 5);
    } else if (k->kind == KEY_CTRL && k->cp == 'e') {
        term_suspend(&d->term);
        puts("outside");
        fflush(stdout);
        term_resume(&d->term);
    } else if (k->kind == KEY_PGDN) {
        d->page++;
    } else if (k->kind == KEY_TAB) {
        d->field = !d->field;
    } else if (edit_key(d->fields[d->field], k, &note)) {
        snprintf(d->said, sizeof d->said, "%s", note ? note : "");
    } else {
        demo_name(d, k);
    }
    return true;
}

static int
demo_run(struct demo *d)
{
    for (;;) {
        struct key k;

        demo_draw(d);
        if (*d->term.notice) {
            snprintf(d->said, sizeof d->said, "%s", d->term.notice);
            *d->term.notice = '\0';
            demo_draw(d);
        }
        do {
            k = term_key(&d->term, -1);
            if (k.kind == KEY_HANGUP)
                return 3;
            if (!demo_key(d, &k))
                return 0;
        } while (term_pending(&d->term));
    }
}

int
main(int argc, char **argv)
{
    struct demo d = { .page = 0 };
    struct err err;
    int status;

    lang_start(argc > 1 ? argv[1] : argv[0], NULL);
    if (!term_open(&d.term, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    d.fields[0] = edit_new(40, 1);
    d.fields[1] = edit_new(5000, 3);
    edit_set(d.fields[0], "");
    status = demo_run(&d);
    term_close(&d.term);
    printf("%s|%s\n", edit_text(d.fields[0]), edit_text(d.fields[1]));
    edit_free(&d.fields[0]);
    edit_free(&d.fields[1]);
    return status;
}
