/* What the files of the export share; nobody else includes it. */
#ifndef QT_DATA_EXPORT_PRIVATE_H
#define QT_DATA_EXPORT_PRIVATE_H

#include "data/export.h"
#include "data/register_io.h"

enum export_type {
    EXPORT_TEXT,
    EXPORT_CODE,                /* text that a spreadsheet never takes for a formula: phones, amounts, dates */
    EXPORT_NUMBER,
    EXPORT_BOOL,
    EXPORT_LIST,                /* several, with / between them */
};

struct export_column { const char *key; const char *heading; enum export_type type; };

struct export {
    struct office *o;
    const struct export_wish *wish;
    const struct export_kind *kind;
    const struct reg *reg;
    struct export_column *columns;
    size_t ncolumns;
    struct arena arena;         /* as long as the export */
    struct arena row_arena;
    int64_t rows;
    /* Where a row goes. */
    bool (*put)(struct export *ex, const char *const *cells, struct err *err);
    void *out;
};

struct export_kind {
    const char *name, *reg;     /* reg: the register behind it; NULL: none */
    bool (*columns)(struct export *ex, struct err *err);
    bool (*stream)(struct export *ex, struct err *err);         /* gives each row to export_row */
};

extern const struct export_kind export_homes, export_customers, export_owners, export_tasks, export_policies, export_register;

void export_column(struct export *ex, const char *key, const char *heading, enum export_type type);
/* The columns of the register: id, fields, state. */
void export_register_columns(struct export *ex);
bool export_row(struct export *ex, const char *const *cells, struct err *err);
/* A phone as this person may see it. */
char *export_phone(struct export *ex, const char *number);

#endif
