/* What somebody may mean by what they typed into the find box; pure. */
#ifndef QT_RULES_FIND_WORDS_H
#define QT_RULES_FIND_WORDS_H

#include "base/mem.h"

#include <stdbool.h>

enum find_word_kind {
    WORD_NAME,          /* Han */
    WORD_PINYIN,        /* zhang, zhangxiaoming */
    WORD_INITIALS,      /* zxm */
    WORD_PHONE,         /* a whole number */
    WORD_TAIL,          /* four digits: the end of a phone, or a room */
    WORD_DIGITS,        /* other digits: the beginning of a phone, a room, several homes written together */
    WORD_ROOM,          /* 3-1-1203, or its beginning */
    WORD_PLATE,         /* 浙A12345 */
    WORD_NUMBER,        /* of a matter: TS014, A009, JD261122-A009 */
    WORD_IDCARD,
};

struct find_word { enum find_word_kind kind; char *text; };     /* half-width, phones and id cards canonical */

#define FIND_WORDS_MAX 6

/* The words of what was typed; a phone with blanks, +86 or full-width digits in it is one. Returns their number. */
size_t find_words(struct arena *a, const char *typed, struct find_word *out, size_t max);
/* The same, joined by blanks, as the index takes them. */
char *find_words_text(struct arena *a, const struct find_word *words, size_t count);
/* "3-1-1203" of "311203": all codes that it may mean, building of 1 to 3 characters, unit of 1 or 2, at most max. */
size_t find_room_codes(struct arena *a, const char *joined, char **out, size_t max);
/* How a number for people looks that ends so: two patterns for LIKE, the second "" where there is one only. */
void find_number_patterns(struct arena *a, const char *text, char *out[2]);
/* Does the plate begin so: whole, without its province, or its last five? */
bool find_plate_fits(const char *plate, const char *typed);
/* "phone ending 5678, name 王": for the line under the box. Translated. */
char *find_words_told(struct arena *a, const struct find_word *words, size_t count);

#endif
