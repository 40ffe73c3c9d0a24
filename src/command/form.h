#ifndef QT_COMMAND_FORM_H
#define QT_COMMAND_FORM_H

#include "command/command.h"

extern const struct command_entry form_command;

#endif
