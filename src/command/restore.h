#ifndef QT_COMMAND_RESTORE_H
#define QT_COMMAND_RESTORE_H

#include "command/command.h"

extern const struct command_entry restore_command;

#endif
