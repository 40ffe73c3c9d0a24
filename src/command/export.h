#ifndef QT_COMMAND_EXPORT_H
#define QT_COMMAND_EXPORT_H

#include "command/command.h"

extern const struct command_entry export_command;

#endif
