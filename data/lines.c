#include "data/lines.h"

#include <string.h>

void
said_add(struct said *s, struct arena *a, char *line)
{
    if (s->count == s->room) {
        char **more = arena_alloc(a, (s->room ? s->room * 2 : 16) * sizeof *more);

        if (s->count)
            memcpy(more, s->text, s->count * sizeof *more);
        s->text = more;
        s->room = s->room ? s->room * 2 : 16;
    }
    s->text[s->count++] = line;
}
