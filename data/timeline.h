/* What happened with a customer, newest first: the journal by subject, told for people (RCP-62). */
#ifndef QT_DATA_TIMELINE_H
#define QT_DATA_TIMELINE_H

#include "data/engine/journal.h"
#include "data/office.h"

enum story_group {
    STORY_ALL, STORY_CALL, STORY_VISIT, STORY_SIGNING, STORY_INSPECTION, STORY_COMPLAINT, STORY_FOLLOWUP, STORY_CARE,
    STORY_TASK, STORY_MESSAGE, STORY_RECORD, STORY_COUNT
};

struct story {
    struct entry entry;
    enum story_group group;
    char *about;                /* the matter that the entry belongs to: a table; "" none */
    int64_t matter;
};

const char *story_group_name(enum story_group group);       /* translated, short: 来电 */

/* Entries about the customer and whoever was merged into them, the import that brought the record included; quiet
 * ones are left out. Behind the one given (NULL: from the newest), at most max. */
bool timeline_window(struct office *o, int64_t customer, enum story_group group, const struct story *behind,
                     struct arena *a, struct story *out, size_t max, size_t *count, struct err *err);

/* One changed value of an entry for the eye: masked; groups that this person may not see are left out. */
struct told_change { const char *label, *old, *now; };      /* old, now: "" where not set */
bool timeline_changes(struct office *o, int64_t entry, struct arena *a, struct told_change **out, size_t *count, struct err *err);
/* May this person see fields of that group? NULL: everybody (F-801). */
bool office_sees_group(const struct office *o, const char *group);

/* F-005: services whose record lacks one of the four elements (RCP-62). */
enum { LACKS_NAME = 1 << 0, LACKS_CONTACT = 1 << 1, LACKS_CONTENT = 1 << 2, LACKS_RESULT = 1 << 3 };
struct lacking {
    char *about;                /* "reception" or "viewing" */
    int64_t matter, customer;
    moment at;
    char *number, *name;
    unsigned lacks;
};
/* Of one customer, or of all (0), begun before `before` (0: now), newest first, at most max. */
bool timeline_lacking(struct office *o, int64_t customer, moment before, struct arena *a, struct lacking *out, size_t max,
                      size_t *count, struct err *err);
char *lacks_text(struct arena *a, unsigned lacks);          /* translated: 缺联系方式、结果 */

#endif
