/* An error is a value, with words for the person at the desk. */
#ifndef QT_BASE_ERR_H
#define QT_BASE_ERR_H

#include <stdbool.h>

enum err_code {
    ERR_NONE,
    ERR_INPUT,          /* what was given is wrong; the text says what was expected */
    ERR_MISSING,        /* no such record, file or code */
    ERR_REFUSED,        /* a rule of the trade or a right forbids it now */
    ERR_CHANGED,        /* somebody else changed the record meanwhile */
    ERR_BUSY,           /* another desk holds the file; trying again is sensible */
    ERR_NEWER,          /* a later release wrote the file */
    ERR_IO,             /* the disk or the system said no */
};

struct err {
    enum err_code code;
    char text[480];     /* UTF-8, translated, cut at a whole character */
    char field[48];     /* name of the field it is about, "" where none */
};

/* Fill err (may be NULL) and return false, so that failing is one line:
 *     return err_set(err, ERR_BUSY, _("Another desk is using the records."));
 * On success nobody touches err, so calls chain with &&. */
bool err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The same, about one field: a form puts its cursor there. */
bool err_field(struct err *err, const char *field, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
