/* qiantai tasks: what is owed. */
#ifndef QT_COMMAND_TASKS_H
#define QT_COMMAND_TASKS_H

#include "command/command.h"

extern const struct command_entry tasks_command;

#endif
