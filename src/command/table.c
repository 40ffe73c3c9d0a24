/* Every sub-command: a row here and a file of its own. */
#include "command/backup.h"
#include "command/calls.h"
#include "command/command.h"
#include "command/desk.h"
#include "command/export.h"
#include "command/find.h"
#include "command/form.h"
#include "command/import.h"
#include "command/init.h"
#include "command/messages.h"
#include "command/report.h"
#include "command/restore.h"
#include "command/tasks.h"
#include "command/verify.h"

const struct command_entry *const command_table[] = {
    &desk_command,
    &init_command,
    &import_command,
    &export_command,
    &find_command,
    &tasks_command,
    &form_command,
    &messages_command,
    &calls_command,
    &report_command,
    &backup_command,
    &restore_command,
    &verify_command,
    NULL
};
