/* Fields: declared once, run by forms, lists, imports, exports, papers and masks. */
#ifndef QT_BASE_FIELD_H
#define QT_BASE_FIELD_H

#include "base/date.h"
#include "base/err.h"

enum field_kind {
    FIELD_TEXT,         /* one line of text */
    FIELD_LONG,         /* several lines, LF inside */
    FIELD_NUMBER,       /* whole number: num */
    FIELD_MONEY,        /* num in fen */
    FIELD_AREA,         /* num in 1/100 m2 */
    FIELD_DATE,         /* num is a day */
    FIELD_MOMENT,       /* num is UTC seconds */
    FIELD_CLOCK,        /* num is minutes of the day */
    FIELD_BOOL,         /* num 0 or 1 */
    FIELD_PHONE,        /* text, canonical */
    FIELD_IDCARD,       /* text, canonical */
    FIELD_CHOICE,       /* text is one code of the list named by .list */
    FIELD_CHOICES,      /* text is codes of that list joined by blanks, in the list's order */
    FIELD_REF,          /* num is the id of a record of the table named by .list */
};

enum field_mask { MASK_NONE, MASK_PHONE, MASK_IDCARD, MASK_ALL };

/* A value. Not set means "nothing entered", which is not the same as 0 or "". */
struct value {
    bool set;
    int64_t num;
    const char *text;       /* UTF-8, lent; NULL for kinds that use num */
};

/* One entry of a choice list, or one record offered for a reference. */
struct option {
    const char *code;       /* what is stored; codes of one list have one length */
    const char *text;       /* what is shown, UTF-8 */
    const char *initials;   /* for choosing by letters; NULL: made from text when needed */
    int64_t id;             /* of a record, for FIELD_REF */
    bool retired;           /* shown in old records, not offered */
    bool other;             /* "other": a value not in the list may stand beside it in own words */
};

struct option_list {
    const char *name;
    size_t count;
    const struct option *options;
};

struct field;

/* What fields need of the world: passed in by whoever runs them. Any function may be NULL. */
struct field_env {
    moment now;
    int zone;
    void *ctx;
    /* The choice list of that name, or NULL. Lent, stable while the env is. */
    const struct option_list *(*list)(void *ctx, const char *name);
    /* Records of a table that fit what was typed, best first, at most max; returns their number. */
    size_t (*refs)(void *ctx, const char *table, const char *typed, struct arena *a, struct option *out, size_t max);
    /* How the record with that id is named, or NULL. */
    char *(*ref_text)(void *ctx, const char *table, int64_t id, struct arena *a);
};

struct field {
    const char *name;       /* English identifier: column, JSON key, CSV heading */
    const char *label;      /* N_() */
    const char *hint;       /* N_() one sentence under the form, may be NULL */
    const char *headings;   /* further accepted CSV headings, separated by |: "手机|电话|联系电话" */
    enum field_kind kind;
    int cols;               /* columns in form and list; 0: by kind */
    int limit;              /* characters at most; 0: 200, long text 4000 */
    int rows;               /* lines of a long text in a form; 0: 3 */
    const char *list;       /* choice list, or table of a reference */
    const char *preset;     /* default as typed; field_parse takes "today" and "now" too; NULL: none */
    bool required;          /* must be set before a record is saved */
    bool keep_last;         /* a new record starts with the value last saved at this desk */
    bool readonly;          /* shown, never edited by hand */
    bool skip;              /* Enter passes over it; reached by Tab and the arrows */
    enum field_mask mask;
    const char *group;      /* rights group ("phone", "idcard", "health", "character" ...); NULL: everybody */
    int64_t min, max;       /* for number, money, area, clock; both 0: no bounds */
    /* Does the field apply, given the other values (v[i] belongs to fields[i])? NULL: always. */
    bool (*when)(const struct field *fields, const struct value *v);
    /* A check of the trade, after the kind's own. */
    bool (*check)(const struct field *f, const struct value *value, const struct field_env *env, struct err *err);
};                          /* a table of fields ends with a NULL name */

size_t field_count(const struct field *fields);
int field_index(const struct field *fields, const char *name);      /* -1: none */
int field_cols(const struct field *f);                              /* columns, the kind's default where 0 */
int field_limit(const struct field *f);

/* What was typed into the form to a value. "" gives a value not set. Checks kind, bounds, list, limit
 * and .check; not .required. False: err names the field and what was expected, *out is not set. Text is NFC, trimmed,
 * in the arena; line ends are LF, in one-line text a blank.
 * A choice takes its code, its text or an unambiguous beginning of initials or text; choices the same, separated by
 * blank or comma. A retired entry is taken by its text alone. A reference takes what .refs finds alone, else exactly
 * one code or text among several; "#17" is the record with that id. env may be NULL. */
bool field_parse(const struct field *f, const char *typed, const struct field_env *env,
                 struct arena *a, struct value *out, struct err *err);
/* The same for a cell of a file: full dates only (a moment without a time is the day's beginning), no initials;
 * exact codes or texts of a list or of records, retired entries too. */
bool field_read(const struct field *f, const char *cell, const struct field_env *env,
                struct arena *a, struct value *out, struct err *err);

/* For people: dates short, money with separators, choices as text. "" where not set. */
char *field_show(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a);
/* For lists: the same, masked as .mask says. */
char *field_show_masked(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a);
/* For editing: what, typed again, gives the same value. */
char *field_edit(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a);
/* For files: ISO dates, plain money, codes' texts; field_read gives the same value again. */
char *field_plain(const struct field *f, const struct value *v, const struct field_env *env, struct arena *a);

/* Does it apply now? */
bool field_applies(const struct field *fields, int index, const struct value *v);
/* The first applying field that is required and not set, or -1. */
int field_first_missing(const struct field *fields, const struct value *v);
bool value_equal(const struct field *f, const struct value *a, const struct value *b);
struct value value_copy(struct arena *a, const struct value *v);

#endif
