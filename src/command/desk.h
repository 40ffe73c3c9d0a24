/* The desk is a command like the others; it runs where none is named. */
#ifndef QT_COMMAND_DESK_H
#define QT_COMMAND_DESK_H

#include "command/command.h"

extern const struct command_entry desk_command;

#endif
