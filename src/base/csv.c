/* The reader. One pass over the decoded text: a cell is copied in runs, never byte by byte. */
#include "base/csv.h"
#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

enum {
    CSV_BLOCK = 64 * 1024,
    CSV_ROW_MAX = 4 * 1024 * 1024,      /* bytes: an unclosed quote must not eat the memory */
    CSV_SAMPLE_ROWS = 20,
};

#define CANDIDATES "\t,;"        /* separators, the first preferred where two fit as well */

enum state { CELL_START, PLAIN, QUOTED, QUOTE_SEEN };

struct csv_reader {
    struct charset_reader *in;
    enum charset charset;
    char separator;
    bool ended;                 /* nothing more comes from the file */
    long line;                  /* of the byte at .at */
    long pending;               /* CRs just passed, of which it is not known yet whether an LF follows */
    long quote_line;            /* where the open quote was opened */
    struct buf row;             /* the cells' texts, each with a NUL behind it */
    size_t *starts;             /* where each cell begins in it */
    char **cells;
    size_t count, room;
    size_t at, have;
    char block[CSV_BLOCK];
};

/* Fills the block behind what is left of it. */
static bool
csv_fill(struct csv_reader *r, struct err *err)
{
    memmove(r->block, r->block + r->at, r->have - r->at);
    r->have -= r->at;
    r->at = 0;
    while (!r->ended && sizeof r->block - r->have >= 16) {
        long got = charset_read(r->in, r->block + r->have, sizeof r->block - r->have, err);

        if (got < 0)
            return false;
        r->ended = got == 0;
        r->have += (size_t)got;
    }
    return true;
}

/* How the rows at the head of the file look when they are cut at that separator. */
struct sample {
    size_t cells[CSV_SAMPLE_ROWS];
    size_t rows;
};

static struct sample
sample_rows(const char *text, size_t size, char separator)
{
    struct sample s = { .rows = 0 };
    bool quoted = false, start = true, blank = true;
    size_t cells = 1;

    for (size_t i = 0; i < size && s.rows < CSV_SAMPLE_ROWS; i++) {
        char c = text[i];
        bool quote = c == '"' && (quoted || start);

        if (quote) {
            quoted = !quoted;
            blank = false;
        } else if (!quoted && (c == '\n' || c == '\r')) {
            if (!blank)
                s.cells[s.rows++] = cells;
            cells = 1;
            blank = true;
        } else {
            cells += !quoted && c == separator;
            blank = false;
        }
        /* What is quoted behind another candidate is quoted all the same; a doubled quote opens again. */
        start = (c && strchr(CANDIDATES "\n\r", c)) || quote;
    }
    if (!blank && s.rows < CSV_SAMPLE_ROWS)
        s.cells[s.rows++] = cells;
    return s;
}

/* The separator that cuts most rows into the same number of cells, and into most of them. */
static char
csv_find_separator(const char *text, size_t size)
{
    static const char candidates[] = CANDIDATES;
    size_t best_rows = 0, best_cells = 0;
    char best = ',';

    for (size_t c = 0; candidates[c]; c++) {
        struct sample s = sample_rows(text, size, candidates[c]);

        for (size_t i = 0; i < s.rows; i++) {
            size_t same = 0;

            for (size_t k = 0; k < s.rows; k++)
                same += s.cells[k] == s.cells[i];
            if (s.cells[i] < 2 || same < best_rows || (same == best_rows && s.cells[i] <= best_cells))
                continue;
            best_rows = same;
            best_cells = s.cells[i];
            best = candidates[c];
        }
    }
    return best;
}

/* Excel's own first line "sep=;" names the separator and is no row. */
static bool
csv_named_separator(struct csv_reader *r)
{
    const char *text = r->block;

    if (r->have < 6 || memcmp(text, "sep=", 4) != 0 || !text[4] || !strchr(CANDIDATES, text[4]) ||
        (text[5] != '\r' && text[5] != '\n'))
        return false;
    r->separator = text[4];
    r->at = 5;
    return true;
}

bool
csv_open(struct csv_reader **out, const char *path, enum charset wish, struct err *err)
{
    struct csv_reader *r = mem_alloc(sizeof *r);

    *out = NULL;
    r->line = 1;
    if (!charset_open(&r->in, path, wish, &r->charset, err) || !csv_fill(r, err)) {
        csv_close(&r);
        return false;
    }
    if (!csv_named_separator(r))
        r->separator = csv_find_separator(r->block, r->have);
    *out = r;
    return true;
}

enum charset
csv_charset(const struct csv_reader *r)
{
    return r->charset;
}

bool
csv_unsure(const struct csv_reader *r)
{
    return charset_unsure(r->in);
}

void
csv_progress(const struct csv_reader *r, long long *done, long long *all)
{
    charset_progress(r->in, done, all);
}

void
csv_close(struct csv_reader **r)
{
    if (!*r)
        return;
    charset_close(&(*r)->in);
    buf_free(&(*r)->row);
    free((*r)->starts);
    free((*r)->cells);
    free(*r);
    *r = NULL;
}

/* Counts the byte that is being passed: LF, CRLF and CR CR LF end one line, so does a CR alone. */
static void
csv_count_line(struct csv_reader *r, char c)
{
    if (c == '\r') {
        r->pending++;
        return;
    }
    r->line += c == '\n' ? 1 : r->pending;
    r->pending = 0;
}

static void
csv_start_cell(struct csv_reader *r)
{
    if (r->count == r->room) {
        r->room = r->room ? r->room * 2 : 32;
        r->starts = mem_realloc(r->starts, r->room * sizeof *r->starts);
        r->cells = mem_realloc(r->cells, r->room * sizeof *r->cells);
    }
    r->starts[r->count++] = r->row.size;
}

/* Bytes that can be taken as they are. */
static size_t
csv_run(const struct csv_reader *r, enum state state)
{
    const char *text = r->block + r->at;
    size_t size = r->have - r->at, run = 0;

    if (state == QUOTED)
        while (run < size && text[run] != '"' && text[run] != '\n' && text[run] != '\r')
            run++;
    else
        while (run < size && text[run] != r->separator && text[run] != '\n' && text[run] != '\r')
            run++;
    return run;
}

/* One step inside a row; false: the row is complete. */
static bool
csv_step(struct csv_reader *r, enum state *state)
{
    char c = r->block[r->at];
    size_t run;

    if (*state == CELL_START) {
        csv_start_cell(r);
        *state = c == '"' ? QUOTED : PLAIN;
        r->quote_line = r->line;
        r->at += c == '"';
        return true;
    }
    if (*state == QUOTE_SEEN) {
        *state = c == '"' ? QUOTED : PLAIN;
        if (c == '"') {
            buf_putc(&r->row, c);
            r->at++;
        }
        return true;
    }
    run = csv_run(r, *state);
    if (run > 0) {
        if (r->pending)
            csv_count_line(r, ' ');
        buf_add(&r->row, r->block + r->at, run);
        r->at += run;
        return true;
    }
    if (*state == QUOTED) {
        csv_count_line(r, c);
        if (c == '"')
            *state = QUOTE_SEEN;
        else
            buf_putc(&r->row, c);
        r->at++;
        return true;
    }
    if (c != r->separator)
        return false;
    buf_putc(&r->row, '\0');
    *state = CELL_START;
    r->at++;
    return true;
}

/* The ' that keeps a spreadsheet from taking the text for a formula goes. */
static char *
csv_unguard(char *cell)
{
    size_t quotes = cell[0] == '\'' ? strspn(cell, "'") : 0;

    return quotes && cell[quotes] && strchr("=+-@\t\r", cell[quotes]) ? cell + 1 : cell;
}

/* At the first byte of the next row; false: there is none, or *failed. */
static bool
csv_skip_line_ends(struct csv_reader *r, bool *failed, struct err *err)
{
    for (;;) {
        if (r->at == r->have && !r->ended && !csv_fill(r, err)) {
            *failed = true;
            return false;
        }
        if (r->at == r->have)
            return false;
        csv_count_line(r, r->block[r->at]);
        if (r->block[r->at] != '\n' && r->block[r->at] != '\r')
            return true;
        r->at++;
    }
}

static int
csv_refuse_row(const struct csv_reader *r, enum state state, long line, struct err *err)
{
    if (state == QUOTED)
        err_set(err, ERR_INPUT, _("The quote opened on line %ld is never closed."), r->quote_line);
    else
        err_set(err, ERR_INPUT, _("Line %ld is too long for a table."), line);
    return -1;
}

int
csv_next(struct csv_reader *r, struct csv_row *row, struct err *err)
{
    enum state state = CELL_START;
    bool failed = false;

    buf_clear(&r->row);
    r->count = 0;
    if (!csv_skip_line_ends(r, &failed, err))
        return failed ? -1 : 0;
    row->line = r->line;
    do {
        if (r->row.size > CSV_ROW_MAX)
            return csv_refuse_row(r, state, row->line, err);
        if (r->at == r->have && !csv_fill(r, err))
            return -1;
    } while (r->at < r->have && csv_step(r, &state));
    if (state == QUOTED)
        return csv_refuse_row(r, state, row->line, err);
    if (state == CELL_START)            /* the file ends behind a separator */
        csv_start_cell(r);
    buf_putc(&r->row, '\0');
    for (size_t i = 0; i < r->count; i++)
        r->cells[i] = csv_unguard(r->row.text + r->starts[i]);
    row->count = r->count;
    row->cells = r->cells;
    return 1;
}
