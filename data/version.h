/* Things with versions (introductions, templates, documents): at most one version is in force, at most one is being
 * prepared, and what was in force once stays as it was. States: "draft" first, then any, "in_force", "retired". */
#ifndef QT_DATA_VERSION_H
#define QT_DATA_VERSION_H

#include "data/register.h"

/* How a register counts versions; its field "version" is a number (1, 2 ...) or text (A/0, A/1 ...). */
struct version_rule {
    const char *names;          /* fields that name the thing whose versions these are, separated by blanks */
    const char *body;           /* fields that a version fixes: changing one of them makes the next version */
    const char *fresh;          /* fields that a version begins without: signatures, dates */
};

/* For .saving: a new record takes the next version number; an edit of the version in force becomes the next version, as a
 * draft. Refused: a second draft, a change of the body while it waits for approval or after it was retired. */
bool version_saving(struct office *o, struct record *r, const struct version_rule *rule, struct err *err);
/* For .saved: what came into force retires the version that was. */
bool version_saved(struct office *o, struct action *a, const struct record *r, const struct version_rule *rule, struct err *err);

/* The version in force of the thing whose field (a reference or a text) is this; NULL in *out: none. */
bool version_in_force(struct office *o, const struct reg *reg, const char *field, int64_t id, const char *text,
                      struct arena *a, struct record **out, struct err *err);

#endif
