/* The desk from opening the database to its end. */
#ifndef QT_UI_SCREENS_DESK_MAIN_H
#define QT_UI_SCREENS_DESK_MAIN_H

#include "data/office.h"

/* Open the database and let people work until they end it. Where there is none, one is offered. False: err says why
 * it could not open; the screen was not touched. */
bool desk_run(const char *path, const char *desk, struct err *err);

/* desk_open.c: the office at path; where there is none and a person sits at the terminal, asks what to create.
 * False with err->code ERR_NONE: the person wanted none. */
bool desk_open(struct office **out, const char *path, const char *desk, struct err *err);

#endif
