/* Sheets of paper: a record filled in, an empty form to write on, a list. They come from the field tables, so a new
 * register has its paper without programming; calls and walk-ins have the fields of their screens (RCP-28). */
#ifndef QT_DATA_SHEET_H
#define QT_DATA_SHEET_H

#include "base/paper.h"
#include "data/register.h"
#include "data/report.h"

enum sheet_kind { SHEET_RECORD, SHEET_BLANK, SHEET_LIST, SHEET_REPORT };

/* What is to be put on paper. */
struct sheet_wish {
    enum sheet_kind kind;
    const struct reg *reg;
    int64_t id;                         /* of a record */
    const char *form;                   /* of an empty reception sheet: "call" or "walk_in"; NULL: walk_in */
    const struct reg_filter *filter;    /* of a list; NULL: all */
    const struct report *report;        /* of a report, and what is asked of it */
    const struct report_wish *report_wish;
    const struct paper_size *size;      /* NULL: a4 */
    /* Of a record: phones and id cards as they are, for this purpose (code or identifier of the list
     * "reveal_purpose"); NULL: masked. Fields of groups that the person may not see stay masked. Lists always are. */
    const char *reveal;
};

struct sheet {
    struct sheet_wish wish;
    char *text;                         /* pages as paper_finish gives them; in the arena */
    char *title;                        /* "Reception record JD261122-A009", translated */
    size_t pages, records;
    bool masked;                        /* something was masked that this person may have plain */
    struct record *record;              /* of SHEET_RECORD */
};

enum { SHEET_ROWS_MOST = 3000 };        /* a longer list is refused: filter it, or export it */

/* Rights are those of the register's or the reports' screen. */
bool sheet_compose(struct office *o, const struct sheet_wish *wish, struct arena *a, struct sheet *out, struct err *err);
/* How a desk prints. */
enum sheet_way { SHEET_BESIDE /* the printer of the clerk's terminal */, SHEET_LP, SHEET_FILE };
struct sheet_place {
    enum sheet_way way;
    enum charset charset;               /* of that way */
    const struct paper_size *size;
    const char *queue;                  /* of lp; "": its own choice */
    const char *folder;                 /* of files, without / at its end; "": none yet */
};
/* As this desk printed last: beside the clerk, in GB18030 on A4, where nothing is known. */
struct sheet_place sheet_place(struct office *o, struct arena *a);
enum charset sheet_charset(enum sheet_way way);         /* what is usual there */

/* Note that it leaves the house, before it does: where is translated ("printer beside the clerk", a file's name). An
 * action of its own with counts, about the record and its people. place (NULL: none) is remembered for this desk. */
bool sheet_printed(struct office *o, const struct sheet *s, const char *where, const struct sheet_place *place, struct err *err);
/* How often the record was printed before. */
int64_t sheet_prints(struct office *o, const struct reg *reg, int64_t id);

/* "permit", "reception", "blank:call", "list:permit" as typed, and what stands behind it: an id, or a number for
 * people, its tail, a home's code, a name ("" for blank and list). ERR_INPUT says what was expected or which
 * records it may mean, ERR_MISSING that there is none. The wish's size and reveal are the caller's. */
bool sheet_named(struct office *o, const char *name, const char *id, struct arena *a, struct sheet_wish *out, struct err *err);

#endif
