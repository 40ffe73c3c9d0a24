#include "command/command.h"

#include "base/lang.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NAME "qiantai"
#define GLOBAL_USAGE NAME " [--db FILE] [--lang zh|en] [--desk NAME] [COMMAND ...]"

const struct command_entry *
command_entry_find(const char *name)
{
    for (size_t i = 0; command_table[i]; i++)
        if (strcmp(command_table[i]->name, name) == 0)
            return command_table[i];
    return NULL;
}

int
command_fail(const struct err *err)
{
    command_note("%s: %s", NAME, err->text);
    return COMMAND_FAILED;
}

int
command_misused(const struct command_entry *entry, const struct err *err)
{
    command_note("%s %s: %s", NAME, entry->name, err->text);
    command_note("%s %s %s %s", _("Usage:"), NAME, entry->name, entry->usage);
    return COMMAND_USAGE;
}

/* ---- options --------------------------------------------------------------- */

/* Is word this option? *value is what follows "=", NULL where nothing does. */
static bool
option_is(const char *word, const char *name, char **value)
{
    size_t size = strlen(name);

    if (strncmp(word, name, size) != 0 || (word[size] != '\0' && word[size] != '='))
        return false;
    *value = word[size] ? (char *)word + size + 1 : NULL;
    return true;
}

static void
list_add(struct arena *a, struct command_list *list, const char *item)
{
    const char **items = arena_alloc(a, (list->count + 1) * sizeof *items);

    if (list->count)
        memcpy(items, list->items, list->count * sizeof *items);
    items[list->count++] = item;
    list->items = items;
}

/* Read the option at argv[i]; returns how many words it took, 0 when it failed. */
static int
option_take(struct arena *a, const struct command_option *options, char **argv, int i, struct err *err)
{
    const struct command_option *o;
    char *value = NULL;
    int words = 1;

    for (o = options; o->name && !option_is(argv[i], o->name, &value); o++)
        ;
    if (!o->name)
        return err_set(err, ERR_INPUT, _("There is no option %s."), argv[i]);
    if (o->flag) {
        if (value)
            return err_set(err, ERR_INPUT, _("%s takes no value."), o->name);
        *o->flag = true;
        return words;
    }
    if (!value) {
        value = argv[i + 1];
        words = 2;
    }
    if (!value)
        return err_set(err, ERR_INPUT, _("%s needs a value."), o->name);
    if (o->value)
        *o->value = value;
    else
        list_add(a, o->list, value);
    return words;
}

bool
command_options(struct command_context *ctx, const struct command_option *options, int least, int most,
                int *argc, char **argv, struct err *err)
{
    int left = 1, i = 1;

    while (i < *argc) {
        /* "-" alone is standard input or output. */
        if (argv[i][0] == '-' && argv[i][1] != '\0') {
            int words;

            if (strcmp(argv[i], "--") == 0) {
                i++;
                break;
            }
            words = option_take(ctx->arena, options, argv, i, err);
            if (words == 0)
                return false;
            i += words;
        } else
            argv[left++] = argv[i++];
    }
    while (i < *argc)
        argv[left++] = argv[i++];
    argv[left] = NULL;
    *argc = left;
    if (left - 1 < least)
        return err_set(err, ERR_INPUT, _("Something is missing."));
    if (left - 1 > most)
        return err_set(err, ERR_INPUT, _("\"%s\" is too much."), argv[most + 1]);
    return true;
}

/* ---- the program's own command line ---------------------------------------- */

/* Where the database is when nobody says. */
static const char *
default_db(struct arena *a)
{
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");

    if (data && *data)
        return arena_printf(a, "%s/qiantai/qiantai.db", data);
    return arena_printf(a, "%s/.local/share/qiantai/qiantai.db", home ? home : "");
}

/* Client address and terminal: two desks of one account are told apart by them. */
static const char *
default_desk(struct arena *a)
{
    const char *client = getenv("SSH_CLIENT"), *tty = ttyname(STDIN_FILENO);

    if (tty && strncmp(tty, "/dev/", 5) == 0)
        tty += 5;
    if (client && *client)
        return arena_printf(a, "%.*s%s%s", (int)strcspn(client, " "), client, tty ? " " : "", tty ? tty : "");
    return arena_strdup(a, tty ? tty : "cli");
}

static void
print_help(void)
{
    command_print(stdout, "%s %s\n%s\n", _("Usage:"), GLOBAL_USAGE,
                  _("The front desk of a residential developer. Without a command the desk opens."));
    if (command_table[0])
        command_print(stdout, "\n%s\n", _("Commands:"));
    for (size_t i = 0; command_table[i]; i++) {
        const char *help = _(command_table[i]->help);

        command_print(stdout, "  %-10s %.*s\n", command_table[i]->name, (int)strcspn(help, "\n"), help);
    }
    command_print(stdout, "\n%s\n", _("qiantai COMMAND --help says more about one of them."));
    command_print(stdout, "%s\n", _("The database is --db, else $QIANTAI_DB, else $XDG_DATA_HOME/qiantai/qiantai.db.\n"
                                   "Exit: 0 done, 1 failed, 2 wrong usage, 3 done but something needs a look."));
}

static void
print_entry_help(const struct command_entry *entry)
{
    command_print(stdout, "%s %s %s %s\n%s\n", _("Usage:"), NAME, entry->name, entry->usage, _(entry->help));
}

/* --help among the words of a command, before "--"? */
static bool
wants_help(char **argv)
{
    for (; *argv && strcmp(*argv, "--") != 0; argv++)
        if (strcmp(*argv, "--help") == 0)
            return true;
    return false;
}

static int
misused(const struct err *err)
{
    command_fail(err);
    command_note("%s %s", _("Usage:"), GLOBAL_USAGE);
    return COMMAND_USAGE;
}

/* Results that never reached the disk or the pipe are a failure, whatever the command thought. */
static int
flushed(int code)
{
    struct err err = { 0 };

    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    err_set(&err, ERR_IO, _("The output could not be written."));
    return command_fail(&err);
}

static int
run_command(struct command_context *ctx, char **argv)
{
    const struct command_entry *entry = command_entry_find(argv[0] ? argv[0] : "desk");
    static char *no_words[] = { "desk", NULL };
    struct err err = { 0 };
    int argc = 0;

    if (!entry) {
        if (argv[0])
            err_set(&err, ERR_INPUT, _("There is no command %s."), argv[0]);
        else
            err_set(&err, ERR_INPUT, _("Which command?"));
        return misused(&err);
    }
    if (!argv[0])
        argv = no_words;
    if (wants_help(argv + 1)) {
        print_entry_help(entry);
        return COMMAND_DONE;
    }
    while (argv[argc])
        argc++;
    return entry->run(ctx, argc, argv);
}

/* Global options stand before the command, so that a command may have its own of any name. */
static int
run_line(struct command_context *ctx, int argc, char **argv)
{
    const char *lang = NULL, *db = getenv("QIANTAI_DB"), *desk = getenv("QIANTAI_DESK");
    bool help = false, version = false;
    const struct command_option options[] = {
        { .name = "--db", .value = &db }, { .name = "--lang", .value = &lang },
        { .name = "--desk", .value = &desk }, { .name = "--help", .flag = &help },
        { .name = "--version", .flag = &version }, { 0 },
    };
    struct err err = { 0 };
    int i = 1;

    lang_start(argv[0], NULL);
    while (i < argc && argv[i][0] == '-') {
        int words = option_take(ctx->arena, options, argv, i, &err);

        if (words == 0)
            return misused(&err);
        i += words;
    }
    if (lang) {
        if (strncmp(lang, "zh", 2) != 0 && strncmp(lang, "en", 2) != 0) {
            err_set(&err, ERR_INPUT, _("--lang takes zh or en."));
            return misused(&err);
        }
        lang_start(argv[0], lang);
    }
    if (version || help) {
        if (version)
            command_print(stdout, "%s %s\n", NAME, QT_VERSION);
        else
            print_help();
        return COMMAND_DONE;
    }
    ctx->db_named = db && *db;
    ctx->db = ctx->db_named ? db : default_db(ctx->arena);
    ctx->desk_named = desk && *desk;
    ctx->desk = ctx->desk_named ? desk : default_desk(ctx->arena);
    return run_command(ctx, argv + i);
}

int
command_main(int argc, char **argv)
{
    struct arena arena = { 0 };
    struct command_context ctx = { .arena = &arena, .program = argc > 0 ? argv[0] : NAME };
    int code = flushed(run_line(&ctx, argc, argv));

    arena_free(&arena);
    return code;
}
