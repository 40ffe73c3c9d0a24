#ifndef QT_COMMAND_BACKUP_H
#define QT_COMMAND_BACKUP_H

#include "command/command.h"

extern const struct command_entry backup_command;

#endif
