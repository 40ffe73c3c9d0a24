/* What the files of the import share; nobody else includes it. */
#ifndef QT_DATA_IMPORT_PRIVATE_H
#define QT_DATA_IMPORT_PRIVATE_H

#include "base/csv.h"
#include "data/import.h"

#define IMPORT_SUBJECTS 1000    /* rows written that the journal entry names one by one */

enum import_verdict {
    VERDICT_OPEN,               /* not compared yet */
    VERDICT_NEW,
    VERDICT_SAME,
    VERDICT_DIFFERS,
    VERDICT_KEPT,               /* stays as it is, and is listed */
    VERDICT_FAILED,             /* err says why */
};

/* A row of the file, its cells read. What it points at lives in im->row_arena until the next row. */
struct import_row {
    int64_t n;                  /* from 1; the same in the scratch */
    long line;
    struct value *v;            /* one for each of im->fields */
    int64_t target;             /* the stored record; 0: none */
    int64_t relative;           /* somebody else with the same phone; 0: nobody */
    const char *words;          /* of the comparison, for the list; NULL: none */
    struct record *record;      /* with the row's values in it, found while comparing */
    void *own;                  /* what the kind found out while comparing */
};

struct import_memo;
struct import_words;

struct import {
    struct office *o;
    const struct import_wish *wish;
    const struct import_kind *kind;
    struct import_result *result;
    struct action *act;         /* NULL until writing begins */
    struct arena arena;         /* as long as the import */
    struct arena row_arena;     /* one row */
    const char *file;           /* for people: without folders */

    const struct field *fields; /* columns that this kind knows; ends with a NULL name */
    size_t nfields;
    int *column;                /* of the file for each field, -1: none */
    char **head;                /* headings of the file */
    size_t nhead;
    const struct reg *reg;      /* where the kind is a register */
    struct reg_columns columns;
    void *own;                  /* what the kind keeps, in .arena */
    int *places;                /* of our fields in the kind's register */

    struct buf aside;           /* values without a place of their own, for the note */
    struct import_memo *memo;   /* choices and references read before */
    struct import_words *coded;
    struct csv_writer *rejects;
    int64_t last;               /* n of the last row */
    int64_t base;               /* first id of the rows to be written */
    struct reg_heading *headings;
};

struct import_kind {
    const char *name;           /* "homes" */
    const char *reg;            /* register whose fields are the columns; NULL: .fields */
    const struct field *fields; /* columns; behind those of the register where both are set */
    const char *needed;         /* fields without which a file is refused, separated by blanks; a|b: one of them */
    int ids;                    /* ids that a new row takes at once: id (n - 1) * ids behind im->base */
    const char *const *tables;  /* whose indexes are made anew after many new rows; NULL */
    const struct sql *suspects; /* marks rows whose keys the records know; NULL: every row is compared */
    bool (*start)(struct import *im, struct err *err);                                  /* the head is read; may be NULL */
    bool (*begin)(struct import *im, struct err *err);          /* within the action, before the first row; may be NULL */
    /* Check across the cells and give the keys (import_key). ERR_REFUSED: the whole file is refused. */
    bool (*check)(struct import *im, struct import_row *row, struct err *err);
    enum import_verdict (*compare)(struct import *im, struct import_row *row, struct err *err);
    /* Two rows with a common key: one and the same thing? May be NULL: yes. */
    bool (*twins)(struct import *im, const struct import_row *a, const struct import_row *b);
    bool (*write)(struct import *im, struct import_row *row, struct err *err);          /* new, or differing and to be updated */
    bool (*finish)(struct import *im, struct err *err);                                 /* within the action; may be NULL */
};

extern const struct import_kind import_homes, import_customers, import_owners, import_policies, import_complaints, import_register;

/* ---- import_kinds.c: the kind of that name with its fields ---- */
bool import_choose_kind(struct import *im, const char *typed, struct err *err);

/* ---- import_read.c: headings and cells ---- */
bool import_read_head(struct import *im, const struct csv_row *row, struct err *err);
/* Has the file columns for these fields (as .needed)? ERR_REFUSED: the text lists those missing and those found. */
bool import_needs(struct import *im, const char *needed, struct err *err);
/* The cells of a row into row->v; false: err and its field say which cell is wrong. */
bool import_read_row(struct import *im, const struct csv_row *cells, struct import_row *row, struct err *err);
/* "file, line 17, 手机 "138": what was expected" in the row's arena. */
char *import_complaint(struct import *im, const struct csv_row *cells, const struct err *err);
int import_field(const struct import *im, const char *name);
struct value *import_value(struct import *im, struct import_row *row, const char *name);
const char *import_text(struct import *im, struct import_row *row, const char *name);   /* "" where not set */
void import_read_free(struct import *im);
/* Several numbers of one cell, canonical; false: err. */
bool import_phones(struct import *im, const char *cell, char **out, size_t max, size_t *count, struct err *err);

/* ---- import_scratch.c ---- */
bool import_keep_row(struct import *im, const struct import_row *row, struct err *err);
bool import_key(struct import *im, const struct import_row *row, int64_t owner, const char *key, struct err *err);
/* Unpack what was kept; the values are copied into the row's arena. */
void import_unpack(struct import *im, const void *bytes, size_t size, struct import_row *row);
bool import_said(struct import *im, enum import_said kind, const struct import_row *row, const char *text, struct err *err);
bool import_say_all(struct import *im, struct err *err);
bool import_say_coded(struct import *im, struct err *err);
void import_count_words(struct import *im, const char *heading, const char *words);

/* ---- import_compare.c: what the kinds with records have in common ---- */
/* Differences of the record to the row's values, fields first to last of the register: "label: old -> new, ...",
 * put into the record. NULL: none. */
char *import_differences(struct import *im, struct import_row *row, struct record *r);
/* The row's values put into a record of the register; false: it had them all. */
bool import_put_values(struct import *im, const struct import_row *row, struct record *r);
/* Name a row that was written as a subject of the entry, while there are not too many; customers that are not
 * named are indexed later. */
bool import_subject(struct import *im, const char *kind, int64_t id, struct err *err);
int64_t import_id(const struct import *im, const struct import_row *row, int which);

/* ---- import_customers.c ---- */
struct person { const char *name, *idcard, *phones[8]; size_t nphones; };
/* Name, id card and phones of a row. */
void import_person(struct import *im, struct import_row *row, struct person *out);
int64_t import_person_same(struct import *im, const struct person *p);
/* Somebody else with one of the phones; 0: nobody. */
int64_t import_person_relative(struct import *im, const struct person *p, int64_t self);
/* Numbers of the person that the customer has not yet; they are taken out of p otherwise. */
bool import_person_new_phones(struct import *im, struct person *p, int64_t customer, struct err *err);
/* Write a new customer with its phones, and the relation to whoever has the same phone. */
bool import_person_write(struct import *im, struct import_row *row, struct record *r, const struct person *p, int64_t phone_id, struct err *err);
bool import_person_phones(struct import *im, const struct person *p, int64_t customer, int64_t phone_id, struct err *err);

/* ---- import_place.c: projects, buildings, homes as rosters write them ---- */
struct place { int64_t project; const char *project_name, *building, *unit, *room, *code; };
/* From 楼盘, 楼栋, 单元, 房号, whose fields stand at the head of im->fields. make: a project that is not there yet
 * will be made (project < 0 until then), else it is an error. */
bool import_place(struct import *im, struct import_row *row, bool make, struct place *out, struct err *err);
bool import_place_start(struct import *im, struct err *err);
/* Inside the action: the projects that were missing are there. */
bool import_place_make(struct import *im, struct err *err);
int64_t import_place_project(struct import *im, int64_t project);       /* the id of one made */

#endif
