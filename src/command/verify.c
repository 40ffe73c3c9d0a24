/* verify: integrity, references, journal chains, tasks; what is off is listed. */
#include "command/verify.h"
#include "command/records.h"
#include "data/claim.h"
#include "data/complaint_verify.h"
#include "data/engine/journal.h"

#include "base/lang.h"

static void
on_line(void *ctx, const char *line)
{
    (void)ctx;
    command_print(stdout, "%s\n", line);
}

static int
run(struct command_context *ctx, int argc, char **argv)
{
    static const struct command_option none[] = { { 0 } };
    struct office *o;
    struct err err = { 0 };
    long damage, chain = -1, past = -1, clocks = -1, erased = 0;

    if (!command_options(ctx, none, 0, 0, &argc, argv, &err))
        return command_misused(&verify_command, &err);
    if (!command_open(ctx, &o, &err))
        return command_fail(&err);
    damage = store_integrity(o->store, on_line, NULL, &err);
    if (damage >= 0)
        chain = journal_verify(o->store, on_line, NULL, &erased, &err);
    if (chain >= 0)
        past = claim_verify(o->store, on_line, NULL, &err);
    if (past >= 0)
        clocks = complaint_verify(o, on_line, NULL, &err);
    office_close(&o);
    if (damage < 0 || chain < 0 || past < 0 || clocks < 0)
        return command_fail(&err);
    if (erased)
        command_print(stdout, _("Erased by retention, as the rules allow: %ld entries.\n"), erased);
    if (damage + chain + past + clocks > 0) {
        command_print(stdout, _("Findings: %ld\n"), damage + chain + past + clocks);
        return COMMAND_LOOK;
    }
    command_print(stdout, "%s\n", _("All in order: records, references, tasks, find index, journal."));
    return COMMAND_DONE;
}

const struct command_entry verify_command = {
    "verify", "",
    N_("checks records, references, journal chains and tasks\nLists what is off; exit 3 then."),
    run,
};
