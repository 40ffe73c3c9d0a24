#ifndef QT_COMMAND_INIT_H
#define QT_COMMAND_INIT_H

#include "command/command.h"

extern const struct command_entry init_command;

#endif
