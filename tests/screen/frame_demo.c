/* The kit's upper half in a little program: a list, a long list, a form, a chart. Driven by frame_test.
 * The one argument is a file whose lines are rows of the first list: who appends to it is "another desk". */
#include "base/lang.h"
#include "tests/world.h"
#include "ui/kit/app.h"
#include "ui/kit/chart.h"
#include "ui/kit/dialog.h"
#include "ui/kit/form.h"
#include "ui/kit/list.h"
#include "ui/kit/progress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define LONG_ROWS 100000

struct demo {
    const char *path;
    off_t seen;                 /* size of the file when it was last read */
    struct field_env env;
    struct buf draft;
};

static struct demo *
demo_of(const struct screen *sc)
{
    return sc->app->ctx;
}

static const struct field visit_fields[] = {
    { .name = "phone", .label = "电话", .kind = FIELD_PHONE, .cols = 16, .required = true, .mask = MASK_PHONE },
    { .name = "name", .label = "姓名", .kind = FIELD_TEXT, .cols = 12, .limit = 20, .required = true, .hint = "客户怎么称呼自己" },
    { .name = "title", .label = "称呼", .kind = FIELD_CHOICE, .list = "title", .required = true },
    { .name = "need", .label = "来意", .kind = FIELD_CHOICES, .list = "need" },
    { .name = "matter", .label = "事项", .kind = FIELD_CHOICE, .list = "matter", .skip = true },
    { .name = "people", .label = "人数", .kind = FIELD_NUMBER, .preset = "1", .min = 1, .max = 30 },
    { .name = "on", .label = "日期", .kind = FIELD_DATE, .cols = 12, .skip = true },
    { .name = "who", .label = "顾问", .kind = FIELD_REF, .list = "staff", .skip = true },
    { .name = "agreed", .label = "同意", .kind = FIELD_BOOL, .skip = true },
    { .name = "words", .label = "原话", .kind = FIELD_LONG, .cols = 30, .rows = 3, .skip = true },
    { .name = NULL },
};

/* ---- F2: a form ------------------------------------------------------------------------------ */

struct visit { struct form *form; };

static void
visit_change(void *ctx, struct form *f, int field)
{
    struct screen *sc = ctx;
    const struct value *v = form_get(f, field);

    if (field == 0 && v->set && strcmp(v->text, "13800135678") == 0) {
        form_set(f, 1, &(struct value) { .set = true, .text = "王建国" });
        app_say(sc->app, "老客户: 王建国");
    }
}

static void
visit_draft(void *ctx, struct form *f)
{
    struct demo *d = demo_of(ctx);

    buf_clear(&d->draft);
    form_write_draft(f, &d->draft);
}

static const struct form_ops visit_form_ops = { .change = visit_change, .draft = visit_draft };

static bool
visit_open(struct screen *sc, void *arg, struct err *err)
{
    struct visit *v = sc->state;

    (void)arg, (void)err;
    v->form = form_new(visit_fields, &demo_of(sc)->env, &visit_form_ops, sc);
    form_set_phrases(v->form, app_phrases, sc->app);
    form_start(v->form, NULL);
    return true;
}

static void
visit_close(struct screen *sc)
{
    form_free(&((struct visit *)sc->state)->form);
}

static void
visit_draw(struct screen *sc, struct box body)
{
    body.cols /= 2;
    form_draw(((struct visit *)sc->state)->form, sc->term, body);
}

static bool
visit_key(struct screen *sc, const struct key *k)
{
    return form_key(((struct visit *)sc->state)->form, k);
}

static bool
visit_typing(const struct screen *sc)
{
    (void)sc;
    return true;
}

static const char *
visit_hint(struct screen *sc, bool *warn)
{
    return form_note(((struct visit *)sc->state)->form, warn);
}

static bool
visit_leave(struct screen *sc)
{
    struct visit *v = sc->state;

    if (form_dirty(v->form))
        app_say(sc->app, "草稿已留下");
    form_start(v->form, NULL);
    return true;
}

static void
visit_save(struct screen *sc)
{
    struct visit *v = sc->state;
    struct arena a = { 0 };
    struct buf line = { 0 };

    if (!form_check(v->form))
        return;
    for (int i = 0; visit_fields[i].name; i++)
        if (form_values(v->form)[i].set)
            buf_printf(&line, "%s=%s ", visit_fields[i].name,
                       field_plain(&visit_fields[i], &form_values(v->form)[i], &demo_of(sc)->env, &a));
    app_say(sc->app, "已存 %s", line.text);
    form_start(v->form, NULL);
    buf_free(&line);
    arena_free(&a);
}

static void
visit_restore(struct screen *sc)
{
    struct visit *v = sc->state;
    char *draft = mem_strdup(demo_of(sc)->draft.text);

    form_start(v->form, NULL);
    if (draft && form_read_draft(v->form, draft))
        app_say(sc->app, "草稿已取回");
    free(draft);
}

static const struct command visit_commands[] = {
    { .id = "visit.save", .key = CMD_CTRL('s'), .need = NEED_WRITE, .bar = "保存", .help = "存下这次到访。", .run = visit_save },
    { .id = "visit.draft", .key = CMD_CTRL('d'), .bar = "取草稿", .help = "取回没写完的登记。", .run = visit_restore },
    { .id = "visit.phrase", .show = "::", .bar = "短语", .help = "按首字母插入短语。" },
    { .id = NULL },
};

static const char *const visit_tips[] = { "先问电话, 老客户当场就能认出来。", NULL };

static const struct screen_ops visit_screen = {
    .name = "visit", .title = "接待 到访", .state_size = sizeof(struct visit), .commands = visit_commands,
    .tips = visit_tips, .open = visit_open, .draw = visit_draw, .key = visit_key, .typing = visit_typing,
    .hint = visit_hint, .leave = visit_leave, .close = visit_close,
};

/* ---- F9: a list filled from the file ------------------------------------------------------------ */

struct desk { struct list *list; };

static const struct column desk_columns[] = {
    { "时间", 6, ALIGN_LEFT, 0 }, { "事情", 0, ALIGN_LEFT, 0 }, { "电话", 12, ALIGN_LEFT, 2 }, { "剩", 6, ALIGN_RIGHT, 1 },
    { 0 },
};

static bool
desk_open(struct screen *sc, void *arg, struct err *err)
{
    struct desk *d = sc->state;

    (void)arg, (void)err;
    d->list = list_new(desk_columns, NULL, NULL);
    list_empty_text(d->list, "没有要做的事。");
    return true;
}

static void
desk_row(struct desk *d, char *line)
{
    struct row *r;

    if (line[0] == '#') {
        list_add_heading(d->list, line + 1);
        return;
    }
    r = list_add(d->list, 0, line);
    r->cells[0] = "09:40";
    r->cells[1] = line;
    r->cells[2] = "138****5678";
    r->cells[3] = "20分";
    r->data = line;
}

static bool
desk_load(struct screen *sc, struct err *err)
{
    struct desk *d = sc->state;
    struct demo *demo = demo_of(sc);
    FILE *in = fopen(demo->path, "r");
    struct stat st;
    char line[400];

    list_clear(d->list);
    if (!in)
        return err_set(err, ERR_IO, "读不了 %s", demo->path);
    while (fgets(line, sizeof line, in)) {
        line[strcspn(line, "\n")] = '\0';
        desk_row(d, arena_strdup(&sc->arena, line));
    }
    demo->seen = fstat(fileno(in), &st) == 0 ? st.st_size : 0;
    fclose(in);
    return true;
}

static void
desk_draw(struct screen *sc, struct box body)
{
    list_draw(((struct desk *)sc->state)->list, sc->term, body, true);
}

static bool
desk_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct desk *)sc->state)->list, k);
}

static bool
desk_has_row(const struct screen *sc)
{
    return list_row(((struct desk *)sc->state)->list) != NULL;
}

static void
desk_close(struct screen *sc)
{
    list_free(&((struct desk *)sc->state)->list);
}

static const char *
desk_chosen(struct screen *sc)
{
    return list_data(((struct desk *)sc->state)->list);
}

static void
desk_new(struct screen *sc)
{
    static const struct field fields[] = {
        { .name = "what", .label = "事情", .kind = FIELD_TEXT, .cols = 30, .required = true },
        { .name = "title", .label = "称呼", .kind = FIELD_CHOICE, .list = "title", .preset = "1" },
        { .name = NULL },
    };
    struct value v[2] = { { 0 } };
    FILE *out;

    if (!dialog_form(sc->app, "新的一件", fields, &demo_of(sc)->env, &sc->arena, v))
        return;
    out = fopen(demo_of(sc)->path, "a");
    fprintf(out, "%s %s\n", v[0].text, v[1].text);
    fclose(out);
    app_say(sc->app, "已记下。");
}

static void
desk_delete(struct screen *sc)
{
    if (dialog_confirm(sc->app, "删除「%s」? 删除后不能恢复。", desk_chosen(sc)))
        app_say(sc->app, "已删除 %s", desk_chosen(sc));
    else
        app_say(sc->app, "没有删除。");
}

static void
desk_filter(struct screen *sc)
{
    static const struct field field = { .name = "text", .label = "含有", .kind = FIELD_TEXT, .cols = 20 };
    struct list *l = ((struct desk *)sc->state)->list;
    struct value v = { 0 };

    if (dialog_line(sc->app, "筛选", &field, &demo_of(sc)->env, &sc->arena, &v))
        list_set_filter(l, v.set ? v.text : "");
}

static void
desk_explain(struct screen *sc)
{
    char *text = arena_printf(&sc->arena, "规则 RCP-12\n%s\n", desk_chosen(sc));

    for (int i = 1; i <= 60; i++)
        text = arena_printf(&sc->arena, "%s第 %d 行: 时限自受理起算, 工作时间以外不计。\n", text, i);
    dialog_text(sc->app, "为何", text);
}

static void
desk_choose(struct screen *sc)
{
    int i = dialog_choose(sc->app, "事项", world_matters.options, world_matters.count, 2);

    if (i >= 0)
        app_say(sc->app, "选了 %s", world_matters.options[i].text);
}

static void
desk_work(struct screen *sc)
{
    struct progress p;
    int64_t i = 0;

    progress_begin(&p, sc->app, "正在整理", 2000);
    while (i < 2000 && progress_step(&p, i)) {
        struct timespec pause = { 0, 2000000 };

        nanosleep(&pause, NULL);
        i++;
    }
    progress_end(&p);
    app_say(sc->app, i < 2000 ? "停下了" : "整理完了");
}

static bool
never(const struct screen *sc)
{
    (void)sc;
    return false;
}

/* Longer than a key row: what does not fit is in the help. */
static const struct command desk_commands[] = {
    { .id = "task.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = "打开", .help = "打开选中的事。", .run = desk_explain },
    { .id = "task.new", .key = 'n', .need = NEED_WRITE, .bar = "新建", .help = "记一件新的事。", .run = desk_new },
    { .id = "task.delete", .key = 'd', .need = NEED_ROW | NEED_WRITE, .right = "task.delete", .bar = "删除",
      .help = "删除选中的事。", .run = desk_delete },
    { .id = "task.secret", .key = 'k', .right = "nobody", .bar = "机密", .help = "谁也不能做。", .run = desk_delete },
    { .id = "task.never", .key = 'v', .bar = "不用", .help = "现在用不上。", .run = desk_delete, .when = never },
    { .id = "task.filter", .key = '/', .bar = "筛选", .help = "只看含有某些字的事。", .run = desk_filter },
    { .id = "task.choose", .key = 'c', .bar = "选事项", .help = "从事项表里选一个。", .run = desk_choose },
    { .id = "task.work", .key = 'w', .bar = "整理", .help = "做一件费时的事。", .run = desk_work },
    { .id = NULL },
};

static const struct screen_ops desk_screen = {
    .name = "desk", .title = "工作台", .state_size = sizeof(struct desk), .commands = desk_commands,
    .open = desk_open, .load = desk_load, .draw = desk_draw, .key = desk_key, .has_row = desk_has_row, .close = desk_close,
};

/* ---- F7: a long list, read in windows ---------------------------------------------------------------- */

static const struct column long_columns[] = { { "编号", 8, ALIGN_RIGHT, 0 }, { "姓名", 0, ALIGN_LEFT, 0 }, { 0 } };

static bool
long_fetch(void *ctx, struct list *l, enum list_from from, const struct row *anchor, int n, struct err *err)
{
    int64_t at = anchor ? anchor->id : 0, step = from == LIST_LAST || from == LIST_BEFORE ? -1 : 1;

    (void)ctx, (void)err;
    if (from == LIST_FIRST)
        at = 1;
    else if (from == LIST_LAST)
        at = LONG_ROWS;
    else if (from != LIST_FROM)
        at += step;
    for (; n > 0 && at >= 1 && at <= LONG_ROWS; n--, at += step) {
        struct row *r = list_add(l, at, NULL);

        r->cells[0] = arena_printf(list_arena(l), "%lld", (long long)at);
        r->cells[1] = arena_printf(list_arena(l), "客户%lld", (long long)at);
    }
    return true;
}

static int64_t
long_total(void *ctx)
{
    (void)ctx;
    return LONG_ROWS;
}

static bool
long_open(struct screen *sc, void *arg, struct err *err)
{
    static const struct list_ops ops = { .fetch = long_fetch, .total = long_total };

    (void)arg, (void)err;
    ((struct desk *)sc->state)->list = list_new(long_columns, &ops, NULL);
    return true;
}

static bool
long_load(struct screen *sc, struct err *err)
{
    return list_load(((struct desk *)sc->state)->list, err);
}

static void long_sub(struct screen *sc);

static const struct command long_commands[] = {
    { .id = "customer.open", .key = CMD_KEY(KEY_ENTER), .need = NEED_ROW, .bar = "打开", .help = "看这位客户。", .run = long_sub },
    { .id = NULL },
};

static const struct screen_ops long_screen = {
    .name = "customers", .title = "客户", .state_size = sizeof(struct desk), .commands = long_commands, .open = long_open,
    .load = long_load, .draw = desk_draw, .key = desk_key, .has_row = desk_has_row, .close = desk_close,
};

/* ---- on top of it: a chart ----------------------------------------------------------------------------- */

static void
chart_body(struct screen *sc, struct box body)
{
    static const struct chart_row rows[] = {
        { "联系业主", "94.1", "32/34", "上月 90.3", 32, 34, STYLE_PLAIN },
        { "首次响应", "97.0", "32/33", "上月 95.1", 32, 33, STYLE_PLAIN },
        { "解决方案", "83.3", "25/30", "上月 88.0  降", 25, 30, STYLE_PLAIN },
        { "紧急到场", "－", "0/0", NULL, 0, 0, STYLE_PLAIN },
    };

    chart_draw(sc->term, body, rows, COUNT(rows), 0, 1);
}

static const struct screen_ops chart_screen = { .name = "card", .title = "客户卡", .draw = chart_body };

static void
long_sub(struct screen *sc)
{
    struct screen *card = screen_push(sc->app, &chart_screen, NULL);

    screen_title(card, "客户卡 %lld", (long long)list_id(((struct desk *)sc->state)->list));
}

/* ---- the program ------------------------------------------------------------------------------------------ */

static void
menu_quit(struct screen *sc)
{
    app_quit(sc->app);
}

static void
menu_report(struct screen *sc)
{
    app_say(sc->app, "报表 %lld", (long long)app_now(sc->app));
}

static const struct command menu_desk[] = {
    { .id = "desk.quit", .key = CMD_CTRL('q'), .bar = "退出", .help = "离开程序。", .run = menu_quit },
    { .id = "desk.report", .bar = "投诉时限", .help = "本月的及时率。", .run = menu_report },
    { .id = NULL },
};
static const struct command menu_books[] = {
    { .id = "permit.list", .bar = "证照", .help = "看各种许可证。", .run = menu_report },
    { .id = NULL },
};
static const struct menu demo_menu[] = { { "本台", menu_desk }, { "登记簿", menu_books }, { 0 } };

static const struct fkey demo_fkeys[] = {
    { 2, "接待", &visit_screen }, { 7, "客户", &long_screen }, { 9, "工作台", &desk_screen }, { 0 },
};

/* The clock stands still; a file beside the rows sets it forward by so many minutes. */
static moment
demo_now(void *ctx)
{
    struct demo *d = ctx;
    struct arena a = { 0 };
    FILE *in = fopen(arena_printf(&a, "%s.clock", d->path), "r");
    int minutes = 0;

    if (in && fscanf(in, "%d", &minutes) != 1)
        minutes = 0;
    if (in)
        fclose(in);
    arena_free(&a);
    return d->env.now + minutes * 60;
}

static void
demo_title(void *ctx, struct arena *a, struct title_parts *out)
{
    (void)ctx, (void)a;
    *out = (struct title_parts) { .project = "云栖花园", .who = "李敏 前台2", .counts = "逾期2  今日7" };
}

static bool
demo_changed(void *ctx)
{
    struct demo *d = ctx;
    struct stat st;

    return stat(d->path, &st) == 0 && st.st_size != d->seen;
}

static bool
demo_can(void *ctx, const char *right)
{
    (void)ctx;
    return strcmp(right, "nobody") != 0;
}

static void
demo_find(struct app *app)
{
    app_say(app, "查找");
}

static void
demo_undo(struct app *app)
{
    app_say(app, "没有可撤回的。");
}

/* ---- locking ------------------------------------------------------------------------------------------------ */

static void
lock_draw(struct screen *sc, struct box body)
{
    draw_text(sc->term, body, 2, 4, -1, STYLE_STRONG, "已锁定: 1 李敏 解锁, 2 别人接手");
}

static bool
lock_key(struct screen *sc, const struct key *k)
{
    if (k->kind == KEY_CHAR && k->cp == '1')
        screen_pop(sc->app);
    else if (k->kind == KEY_CHAR && k->cp == '2')
        app_reset(sc->app);
    return true;                /* Esc too: it stays locked */
}

static const struct screen_ops lock_screen = {
    .name = "lock", .title = "锁定", .draw = lock_draw, .key = lock_key,
};

static void
demo_idle(struct app *app, int minutes)
{
    if (minutes == 10)
        screen_run(app, &lock_screen, NULL);
}

static const struct app_ops demo_ops = {
    .fkeys = demo_fkeys, .home = 9, .menu = demo_menu, .now = demo_now, .title = demo_title, .changed = demo_changed,
    .can = demo_can, .find = demo_find, .undo = demo_undo, .idle = demo_idle, .phrases = world_phrases,
};

/* Built below the program, it shares its catalogue. */
static void
demo_language(const char *argv0)
{
    char *path = mem_strdup(argv0), *below = NULL;

    for (char *p = path; (p = strstr(p, "/tests/")); p++)
        below = p;
    if (below)
        below[1] = '\0';
    lang_start(path, NULL);
    free(path);
}

int
main(int argc, char **argv)
{
    struct demo d = { .path = argc > 1 ? argv[1] : "", .env = world_env() };
    struct term term;
    struct err err;
    struct app *app;
    bool ended;

    demo_language(argv[0]);
    if (!term_open(&term, &err)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    app = app_new(&term, &demo_ops, &d);
    ended = app_run(app);
    app_free(&app);
    term_close(&term);
    buf_free(&d.draft);
    return ended ? 0 : 3;
}
