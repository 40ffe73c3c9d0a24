/* A paper that is told first and signed later: fields told_on, signed_on, signer, one that says what the signer is to the
 * customer; states "told" and "signed". For the hooks of its register. */
#ifndef QT_DATA_SIGNATURE_H
#define QT_DATA_SIGNATURE_H

#include "data/register.h"

/* The day of a signature makes it signed; a signature that names nobody is the customer's own; "told" takes it back.
 * relation: name of the field that says what the signer is to the customer. */
void signature_saving(struct office *o, struct record *r, const char *relation);
/* Nobody signs before being told, or for somebody else without saying who they are. */
bool signature_check(struct office *o, const struct record *r, const char *relation, struct err *err);
/* Is it stored as signed? */
bool signature_was(struct office *o, const struct record *r);

#endif
