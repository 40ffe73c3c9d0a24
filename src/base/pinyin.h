/* Pinyin of names and words, for finding by letters. */
#ifndef QT_BASE_PINYIN_H
#define QT_BASE_PINYIN_H

#include "base/mem.h"

#include <stdbool.h>
#include <stdint.h>

/* Readings of one character, the common one first, lower case without tone, u with umlaut as v;
 * returns their number (0: none), at most max. */
int pinyin_readings(uint32_t cp, const char **out, int max);

/* The display reading of a name, syllables joined by blanks, surname readings obeyed: 单雄信 -> "shan xiong xin". */
char *pinyin_name(struct arena *a, const char *name);
/* Initials of a name, surname readings obeyed: "sxx". Letters and digits stand for themselves, lower case. */
char *pinyin_initials(struct arena *a, const char *name);
/* Initials of an ordinary word (no surname readings): 防水 -> "fs". */
char *pinyin_word_initials(struct arena *a, const char *word);
/* All ways in which a name may be looked for by letters, each one token: for every combination of readings
 * (at most 8) the joined syllables from every syllable start, and the initials from every start. v stands also as u. */
size_t pinyin_tokens(struct arena *a, const char *name, char ***out);
/* Does what was typed (letters) match the word by initials or by leading syllables? "fs", "fangs", "fangshui" match 防水. */
bool pinyin_match(const char *word, const char *typed);
/* A sorting key: syllables with the characters behind them; compares with strcmp. */
char *pinyin_key(struct arena *a, const char *name);

#endif
