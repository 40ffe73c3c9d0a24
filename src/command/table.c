/* Every sub-command: a row here and a file of its own. */
#include "command/command.h"

#include "command/desk.h"
#include "command/find.h"
#include "command/form.h"
#include "command/messages.h"
#include "command/tasks.h"

const struct command_entry *const command_table[] = {
    &desk_command,
    &find_command,
    &form_command,
    &messages_command,
    &tasks_command,
    NULL
};
