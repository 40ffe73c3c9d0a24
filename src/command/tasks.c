/* qiantai tasks: what is owed, read in windows, the earliest first. Phones are masked. */
#include "base/json.h"
#include "base/lang.h"
#include "base/phone.h"
#include "base/text.h"
#include "command/records.h"
#include "command/tasks.h"
#include "data/task.h"

#include <string.h>

enum { WINDOW = 500 };

struct output {
    struct office *o;
    bool json;
    size_t told;
};

static void
member(struct buf *b, const char *key, const char *text)
{
    if (!text || !*text)
        return;
    buf_printf(b, ",\"%s\":", key);
    json_string(b, text);
}

static void
member_moment(struct buf *b, const char *key, moment t, int zone, struct arena *a)
{
    if (t)
        member(b, key, moment_iso(a, t, zone));
    else
        buf_printf(b, ",\"%s\":null", key);
}

static const char *
masked(const struct task *t, struct arena *a)
{
    return t->phone && *t->phone ? phone_mask(a, t->phone) : "";
}

static const char *
role_identifier(const struct output *out, const struct task *t)
{
    const struct role *r = role_get(out->o, t->role);

    return r ? r->identifier : t->role;
}

static void
print_json(struct output *out, const struct task *t, struct arena *a)
{
    struct buf b = { 0 };
    int zone = out->o->zone;

    buf_printf(&b, "%s{\"id\":%lld", out->told ? ",\n " : "[", (long long)t->id);
    member(&b, "kind", t->kind);
    member(&b, "subject", arena_printf(a, "%s:%lld", t->about, (long long)t->matter));
    member(&b, "text", t->text);
    member(&b, "customer_name", t->customer_name);
    member(&b, "phone", masked(t, a));
    member(&b, "home", t->home_code);
    member(&b, "role", role_identifier(out, t));
    member(&b, "staff_name", t->staff_name);
    member_moment(&b, "started", t->started, zone, a);
    member_moment(&b, "warn", t->warn, zone, a);
    member_moment(&b, "due", t->due, zone, a);
    member_moment(&b, "done", t->done, zone, a);
    member(&b, "rule", t->rule);
    command_print(stdout, "%s}", b.text);
    buf_free(&b);
}

static void
print_line(struct output *out, const struct task *t, struct arena *a)
{
    moment now = office_now(out->o);
    const struct role *r = role_get(out->o, t->role);
    const char *who = t->staff_name && *t->staff_name ? t->staff_name : r ? r->name : "";
    const char *about = t->customer_name ? t->customer_name : "", *home = t->home_code ? t->home_code : "";

    command_print(stdout, "%s %s  %s %s  %s  %s\n", text_cell(a, t->due <= now ? _("overdue") : "", 7),
                  text_cell(a, moment_show(a, t->due, now, out->o->zone), 11), text_cell(a, who, 10),
                  text_cell(a, arena_printf(a, "%s %s", about, *home ? home : masked(t, a)), 22), text_cell(a, t->rule, 8), t->text);
}

static bool
print_tasks(struct output *out, const struct task_filter *f, struct err *err)
{
    struct arena a = { 0 };
    moment due = 0;
    int64_t id = 0;
    size_t count;
    bool good;

    do {
        struct task *tasks;

        arena_reset(&a);
        tasks = arena_alloc(&a, WINDOW * sizeof *tasks);
        good = task_window(out->o, f, due, id, &a, tasks, WINDOW, &count, err);
        for (size_t i = 0; good && i < count; i++, out->told++)
            (out->json ? print_json : print_line)(out, &tasks[i], &a);
        if (good && count) {
            due = tasks[count - 1].due;
            id = tasks[count - 1].id;
        }
    } while (good && count == WINDOW);
    if (out->json)
        command_print(stdout, out->told ? "]\n" : "[]\n");
    arena_free(&a);
    return good;
}

/* By code, identifier or the name people say. */
static bool
read_role(struct office *o, const char *typed, struct task_filter *f, struct err *err)
{
    const struct role *r = role_get(o, typed);

    for (size_t i = 0; !r && i < role_count(o); i++)
        if (strcmp(role_at(o, i)->name, typed) == 0)
            r = role_at(o, i);
    if (!r)
        return err_set(err, ERR_INPUT, _("There is no role %s."), typed);
    f->role = r->code;
    return true;
}

static int
tasks_run(struct command_context *ctx, int argc, char **argv)
{
    struct output out = { 0 };
    const char *role = NULL;
    bool overdue = false, good;
    struct command_option options[] = {
        { .name = "--role", .value = &role }, { .name = "--overdue", .flag = &overdue }, { .name = "--json", .flag = &out.json }, { 0 },
    };
    struct task_filter f = { .who = TASKS_ALL };
    struct err err = { 0 };

    if (!command_options(ctx, options, 0, 0, &argc, argv, &err))
        return command_misused(&tasks_command, &err);
    if (!command_open(ctx, &out.o, &err))
        return command_fail(&err);
    if (role && !read_role(out.o, command_typed(ctx, role), &f, &err)) {
        office_close(&out.o);
        return command_misused(&tasks_command, &err);
    }
    if (overdue)
        f.to = office_now(out.o) + 1;
    good = print_tasks(&out, &f, &err);
    office_close(&out.o);
    return good ? COMMAND_DONE : command_fail(&err);
}

const struct command_entry tasks_command = {
    .name = "tasks", .usage = "[--role ROLE] [--overdue] [--json]", .run = tasks_run,
    .help = N_("list what is owed, the earliest first\nROLE is a role's code, identifier or name. Phones are masked."),
};
