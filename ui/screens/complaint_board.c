/* The supervisor's board: departments, worst first; told on the minute and whenever a desk writes. */
#include "ui/screens/complaint.h"

#include "base/lang.h"
#include "data/complaint_board.h"
#include "ui/kit/list.h"
#include "ui/screens/desk.h"

#include <stdio.h>
#include <string.h>

#define ROWS_MOST 60

struct board {
    struct list *list;
    struct board_sum sum;
    moment minute;
    char departments[ROWS_MOST][8];     /* code of each row's, "" for the sums */
    char line[200];
};

static const struct column columns[] = {
    { N_("Department"), 0, ALIGN_LEFT, 0 }, { N_("Open matters"), 6, ALIGN_RIGHT, 0 }, { N_("Overdue"), 6, ALIGN_RIGHT, 0 }, { N_("Yellow"), 6, ALIGN_RIGHT, 3 },
    { N_("Due today"), 8, ALIGN_RIGHT, 0 }, { N_("Urgent"), 6, ALIGN_RIGHT, 4 }, { N_("VIP"), 6, ALIGN_RIGHT, 5 }, { N_("Reopened ones"), 6, ALIGN_RIGHT, 6 },
    { N_("Closed this month"), 8, ALIGN_RIGHT, 2 }, { N_("Hours on average"), 8, ALIGN_RIGHT, 1 }, { 0 }
};

static bool
board_open(struct screen *sc, void *arg, struct err *err)
{
    struct board *s = sc->state;

    (void)arg;
    (void)err;
    s->list = list_new(columns, NULL, NULL);
    return true;
}

static const char *
count(struct arena *a, int64_t n)
{
    return n ? arena_printf(a, "%d", (int)n) : "-";
}

static bool
board_load(struct screen *sc, struct err *err)
{
    struct board *s = sc->state;
    struct office *o = office_of(sc);
    struct board_row rows[ROWS_MOST];
    size_t n = complaint_board(o, &sc->arena, rows, ROWS_MOST, &s->sum);
    struct arena *a;

    (void)err;
    s->minute = office_now(o) / 60;
    list_clear(s->list);
    a = list_arena(s->list);
    for (size_t i = 0; i < n; i++) {
        const struct board_row *r = &rows[i];
        struct row *row = list_add(s->list, (int64_t)i + 1, NULL);
        int64_t tenths = r->closed ? r->closed_seconds / 360 / r->closed : 0;

        snprintf(s->departments[i], sizeof s->departments[i], "%s", i + 1 < n ? r->department : "");
        row->cells[0] = arena_strdup(a, r->name);
        row->cells[1] = count(a, r->open);
        row->cells[2] = count(a, r->overdue);
        row->cells[3] = count(a, r->yellow);
        row->cells[4] = count(a, r->today);
        row->cells[5] = count(a, r->urgent);
        row->cells[6] = count(a, r->important);
        row->cells[7] = count(a, r->reopened);
        row->cells[8] = count(a, r->closed);
        row->cells[9] = r->closed ? arena_printf(a, "%d.%d", (int)(tenths / 10), (int)(tenths % 10)) : "-";
        row->style = i + 1 == n ? STYLE_STRONG : r->overdue ? STYLE_BAD : r->yellow ? STYLE_WARN : STYLE_PLAIN;
    }
    snprintf(s->line, sizeof s->line, _("Today received %d  closed %d   not confirmed by phone %d   promised times kept %s"), (int)s->sum.received_today, (int)s->sum.closed_today,
             (int)s->sum.unconfirmed, s->sum.due ? arena_printf(a, "%d/%d", (int)s->sum.kept, (int)s->sum.due) : "-");
    return true;
}

static void
board_draw(struct screen *sc, struct box body)
{
    struct board *s = sc->state;

    if (office_now(office_of(sc)) / 60 != s->minute)
        screen_stale(sc);
    draw_text(sc->term, body, 0, 1, -1, s->sum.unconfirmed ? STYLE_WARN : STYLE_PLAIN, s->line);
    list_draw(s->list, sc->term, (struct box){ body.y + 2, body.x, body.rows - 2, body.cols }, true);
}

static bool
board_key(struct screen *sc, const struct key *k)
{
    return list_key(((struct board *)sc->state)->list, k);
}

static void
board_close(struct screen *sc)
{
    list_free(&((struct board *)sc->state)->list);
}

static void
open_queue(struct screen *sc)
{
    struct board *s = sc->state;
    int64_t row = list_id(s->list);

    screen_push(sc->app, &complaints_screen, row > 0 && *s->departments[row - 1] ? s->departments[row - 1] : NULL);
}

static const struct command commands[] = {
    { "complaint_board.queue", CMD_KEY(KEY_ENTER), 0, 0, "see screen.complaint", N_("The queue"), N_("The open matters of this department."), open_queue, NULL, NULL },
    { 0 }
};

static const char *const tips[] = {
    N_("Customer service watches how quick every department is, and names what is slow (CMP-13)."),
    N_("Not confirmed: people who were told but have not said on the phone that it arrived (CMP-08)."),
    NULL
};

const struct screen_ops complaint_board_screen = {
    .name = "complaint_board", .title = N_("Hotline board"), .state_size = sizeof(struct board), .commands = commands, .tips = tips,
    .open = board_open, .load = board_load, .draw = board_draw, .key = board_key, .close = board_close,
};
