#ifndef QT_COMMAND_IMPORT_H
#define QT_COMMAND_IMPORT_H

#include "command/command.h"

extern const struct command_entry import_command;

#endif
