/* Every sub-command: a row here and a file of its own. */
#include "command/command.h"

const struct command_entry *const command_table[] = {
    NULL
};
