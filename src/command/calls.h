/* qiantai calls: numbers of callers for the desks (screen pop). */
#ifndef QT_COMMAND_CALLS_H
#define QT_COMMAND_CALLS_H

#include "command/command.h"

extern const struct command_entry calls_command;

#endif
