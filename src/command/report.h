#ifndef QT_COMMAND_REPORT_H
#define QT_COMMAND_REPORT_H

#include "command/command.h"

extern const struct command_entry report_command;

#endif
