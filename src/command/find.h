#ifndef QT_COMMAND_FIND_H
#define QT_COMMAND_FIND_H

#include "command/command.h"

extern const struct command_entry find_command;

#endif
