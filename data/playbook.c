#include "data/playbook.h"

#include "data/content.h"

#include <stdlib.h>
#include <string.h>

char *
playbook_name(const char *moment, struct arena *a)
{
    int n = moment ? atoi(moment) : 0;

    return arena_printf(a, "MOM-%02d", n >= 1 && n <= 30 ? n : 0);
}

size_t
playbook_steps(const char *moment, const char *kind, struct arena *a, struct playbook_line **out)
{
    struct content_table t = content_table("playbooks.csv", a);
    const char *name = playbook_name(moment, a);
    size_t n = 0;

    *out = arena_alloc(a, (t.rows + 1) * sizeof **out);
    for (size_t i = 0; i < t.rows; i++)
        if (strcmp(content_cell(&t, i, "moment"), name) == 0 && strcmp(content_cell(&t, i, "kind"), kind) == 0)
            (*out)[n++] = (struct playbook_line){ atoi(content_cell(&t, i, "place")), content_cell(&t, i, "text"), content_cell(&t, i, "rule") };
    return n;
}
