/* messages: the outbox of text messages. */
#ifndef QT_COMMAND_MESSAGES_H
#define QT_COMMAND_MESSAGES_H

#include "command/command.h"

extern const struct command_entry messages_command;

#endif
