#ifndef QT_COMMAND_VERIFY_H
#define QT_COMMAND_VERIFY_H

#include "command/command.h"

extern const struct command_entry verify_command;

#endif
