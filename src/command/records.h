/* The office as a command sees it: opened for the account of the host that runs the command. */
#ifndef QT_COMMAND_RECORDS_H
#define QT_COMMAND_RECORDS_H

#include "command/command.h"
#include "data/office.h"

/* Open the database of the context. The journal names "cli:" and the account, unless --desk said otherwise. */
bool command_open(struct command_context *ctx, struct office **out, struct err *err);
/* The desk's name as a command writes it. */
const char *command_desk(struct command_context *ctx);

#endif
