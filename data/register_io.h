/* A register in and out of files: which column means what, what a row of cells says, how a record becomes cells.
 * Files and their charsets are the caller's; so are the action and its journal entry. */
#ifndef QT_DATA_REGISTER_IO_H
#define QT_DATA_REGISTER_IO_H

#include "data/register.h"

/* ---- in --------------------------------------------------------------------------------- */

/* What may head a column, for help and for a file's first row. */
struct reg_heading {
    const char *name;           /* the field's identifier, always accepted */
    const char *label;          /* translated, accepted too */
    const char *headings;       /* further ones, separated by |; "" none. The first is the one that exports write */
    const char *meaning;        /* translated: what stands in its cells, the choices among them; in the arena */
    bool required;              /* a new record cannot do without */
};
/* The headings of a register in the order of its fields. Returns their number. */
size_t reg_import_headings(struct office *o, const struct reg *reg, struct arena *a, struct reg_heading **out);

/* What stands in the cells of a field, the choices among them. In the arena. */
char *reg_import_meaning(struct office *o, const struct field *f, struct arena *a);

/* The columns of one file. */
struct reg_columns {
    const struct reg *reg;
    int *column;                /* for each field: its column in the file, from 0, or -1 */
    int state;                  /* column of the state, or -1 */
    int id;                     /* column of the record's own id, as exports write it, or -1: it names the record */
    const char **unknown;       /* headings that mean nothing here: their columns are left out ... */
    size_t nunknown;            /* ... and the caller says so */
};
/* Recognise the file's head row (UTF-8, as read). given: pairs "COL=FIELD" of the command line, COL a heading or the
 * number of a column from 1; may be NULL. ERR_INPUT: two columns for one field, a required field without column or
 * default, no column recognised, a pair that names nothing; the text says which. */
bool reg_import_columns(struct office *o, const struct reg *reg, const char *const *head, size_t columns,
                        const char *const *given, size_t ngiven, struct arena *a, struct reg_columns *out, struct err *err);

enum reg_row {
    REG_ROW_BAD,                /* err says why, err->field which; *out is NULL */
    REG_ROW_NEW,                /* *out is a new record, not stored */
    REG_ROW_SAME,               /* *out is the stored record; nothing to do */
    REG_ROW_DIFFERS,            /* *out is the stored record with the row's values put in, not stored */
};
/* What a row means. Empty cells leave the field as it is stored, or at its default in a new record. A record is the same
 * by its .unique fields, else by all columns of the file. differs (may be NULL) gets one line "label: old -> new, ..." for
 * REG_ROW_DIFFERS, masked as lists are. References are found within the row's project first.
 * Nothing is written; called again inside the action, before reg_import_write, it sees the rows already written. */
enum reg_row reg_import_row(struct office *o, const struct reg_columns *c, const char *const *cells, size_t ncells,
                            struct arena *a, struct record **out, char **differs, struct err *err);
/* Fields that are never edited by hand (codes, signatures) are not read from files.
 * Write a record that reg_import_row gave, inside the import's action (rights are the caller's: "import").
 * False: err says why, nothing of this row is written and the action goes on. */
bool reg_import_write(struct office *o, struct action *act, struct record *r, struct err *err);

/* ---- out -------------------------------------------------------------------------------- */

enum reg_export {
    REG_PLAIN,                  /* as stored, but only field groups that the person may see; the others masked */
    REG_MASKED,                 /* masked as lists are */
};
/* What heads the column of a field. */
const char *reg_export_heading(struct arena *a, const struct field *f);
/* Cells of the head row: id, the fields (the first Chinese heading in a Chinese program, else the label), the state.
 * keys: field identifiers instead (JSON). Returns their number. */
size_t reg_export_head(struct office *o, const struct reg *reg, bool keys, struct arena *a, char ***cells);
/* Cells of a record in the same order; reg_import_row reads them back. */
size_t reg_export_row(struct office *o, const struct record *r, enum reg_export how, struct arena *a, char ***cells);

#endif
