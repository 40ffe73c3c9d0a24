/* Words for people: English message ids in the source, Chinese from the catalogue. */
#ifndef QT_BASE_LANG_H
#define QT_BASE_LANG_H

#include <libintl.h>

#define _(text) gettext(text)       /* looked up where it is shown */
#define N_(text) text               /* marked in a table, looked up later with _() */

/* Chooses the language before the first look-up: lang is "zh", "en" or NULL
 * for what the environment says (Chinese where it names no language), and
 * finds the catalogue beside the program at argv0, else under the prefix.
 * Sets LC_MESSAGES and the variable LANGUAGE; other categories stay as they
 * are. Whoever calls setlocale() afterwards leaves LC_MESSAGES alone, or the
 * Chinese is gone: gettext translates nothing in locale C. */
void lang_start(const char *argv0, const char *lang);

#endif
