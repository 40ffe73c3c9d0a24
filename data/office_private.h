/* What office.c keeps behind the office; shared with policy.c and office_keep.c alone. */
#ifndef QT_DATA_OFFICE_PRIVATE_H
#define QT_DATA_OFFICE_PRIVATE_H

#include "data/content.h"
#include "data/policy.h"

enum clock_kind { CLOCK_REAL, CLOCK_STILL, CLOCK_RUNNING, CLOCK_FILE };

struct kept {
    char *record, *field, *text;    /* owned */
    struct value value;
    struct kept *next;
};

struct office_private {
    struct arena fixed;             /* content: as long as the office */
    struct arena set;               /* what the company has set: until it is read again */
    struct arena before;            /* what was read the time before: lent texts outlive one reading */
    const char *version;            /* of what was read */
    enum clock_kind clock;
    moment clock_base;              /* what it was when it was set */
    moment clock_real;              /* the real time then */
    const char *clock_file;
    struct policy *policies;
    size_t npolicies;
    struct role *roles;
    size_t nroles;
    struct content_table permissions;
    struct content_table list_names;
    const struct option *list_options;
    struct option_list *lists;
    size_t nlists;
    char *names[4];                 /* owned copies: desk, staff name, roles, project name */
    struct kept *kept;              /* what fields begin with that keep their last value */
    bool changed_seen;              /* store_changed was true and not yet handed on */
};

void kept_free(struct office_private *p);

#endif
