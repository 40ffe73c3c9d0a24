/* Import of a register by its name: the register engine reads, compares and writes its rows. */
#include "data/import_private.h"

#include "base/lang.h"

#include <string.h>

static enum reg_row
read_row(struct import *im, struct import_row *row, char **differs, struct err *err)
{
    const char **cells = arena_alloc(&im->row_arena, (im->nfields + 1) * sizeof *cells);

    for (size_t i = 0; i < im->nfields; i++)
        cells[i] = row->v[i].set ? row->v[i].text : "";
    return reg_import_row(im->o, &im->columns, cells, im->nfields, &im->row_arena, &row->record, differs, err);
}

static bool
check(struct import *im, struct import_row *row, struct err *err)
{
    return read_row(im, row, NULL, err) != REG_ROW_BAD;
}

static enum import_verdict
compare(struct import *im, struct import_row *row, struct err *err)
{
    struct err why = { 0 };
    char *differs = NULL;

    switch (read_row(im, row, &differs, &why)) {
    case REG_ROW_SAME:
        return VERDICT_SAME;
    case REG_ROW_DIFFERS:
        row->target = row->record->id;
        row->words = arena_printf(&im->row_arena, "%s: %s", record_title(im->o, row->record, &im->row_arena), differs);
        return VERDICT_DIFFERS;
    case REG_ROW_NEW:
        return VERDICT_NEW;
    case REG_ROW_BAD:
        break;
    }
    err_set(err, why.code, _("%s, line %ld: %s"), im->file, row->line, why.text);
    return VERDICT_FAILED;
}

static bool
write(struct import *im, struct import_row *row, struct err *err)
{
    struct err why = { 0 };

    if (reg_import_write(im->o, im->act, row->record, &why))
        return true;
    return err_set(err, why.code, _("%s, line %ld: %s"), im->file, row->line, why.text);
}

const struct import_kind import_register = {
    .name = "register", .needed = "", .check = check, .compare = compare, .write = write,
};
