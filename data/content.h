/* Content compiled in: schema steps, policies, lists, templates, scripts. */
#ifndef QT_DATA_CONTENT_H
#define QT_DATA_CONTENT_H

#include <stddef.h>

struct content_file {
    const char *name;       /* "content/policies.csv", "schema/001-start.sql" */
    const char *text;       /* NUL-terminated */
    size_t size;
};

extern const struct content_file content_files[];       /* ends with a NULL name */

/* The file of that name, or NULL. */
const struct content_file *content_find(const char *name);

#endif
