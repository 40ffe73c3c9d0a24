/* Safe twins: what stands for a character that is one column here and two there (middle dot, curly quotes, circled
 * numbers, letters with marks), so that cells never shift. For showing and printing: what is stored is not touched. */
#ifndef QT_BASE_TWIN_H
#define QT_BASE_TWIN_H

#include <stdint.h>

enum { TWIN_ROOM = 16 };

/* A text of ASCII and of characters that are two columns everywhere, or NULL: none. Lent, or made in room. */
const char *twin_of(uint32_t cp, char room[TWIN_ROOM]);

#endif
