/* Between composing sheets and the fields on them. */
#ifndef QT_DATA_SHEET_PRIVATE_H
#define QT_DATA_SHEET_PRIVATE_H

#include "data/sheet.h"

/* Pairs of labels and values being collected. */
struct sheet_pairs {
    struct office *o;
    struct arena *a;
    int cols;                   /* of the page */
    bool plain;                 /* masked fields as they are, where the person may see them */
    bool masked;                /* out: something was masked that need not be */
    struct paper_pair *pairs;
    size_t count, room;
};

/* The pointer is good until the next. */
struct paper_pair *sheet_pair(struct sheet_pairs *s, const char *label, const char *value, bool wide);
/* All fields that apply or are filled in; hidden ones (readonly with a condition) are left out. */
void sheet_fields(struct sheet_pairs *s, const struct field *fields, const struct value *v);
/* These fields of the record (names separated by blanks), as pairs. */
void sheet_some(struct sheet_pairs *s, const struct record *r, const char *names);
/* All fields that a person fills in, with room to write and the choices to tick. */
void sheet_blank_fields(struct sheet_pairs *s, const struct field *fields);
/* A field's value as it may be read on paper; in the arena. */
char *sheet_value(struct sheet_pairs *s, const struct field *f, const struct value *v);

/* The body of a reception's sheet, filled and empty. */
bool sheet_reception(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err);
/* The slip of a first contact: the fields, and what follows from them. */
bool sheet_first_contact(struct sheet_pairs *s, struct paper *p, const struct record *r, struct err *err);
void sheet_blank_reception(struct sheet_pairs *s, struct paper *p, bool call);

/* A report's tables, group by group. */
void sheet_report(struct paper *p, const struct report_table *t, struct arena *a);

#endif
