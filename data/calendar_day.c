#include "data/registers.h"

#include "base/lang.h"
#include "data/task.h"

/* TIME-02, F-012: holidays and the working days that make up for them; all other days follow the week. */
static const struct field day_fields[] = {
    { .name = "day", .label = N_("Day"), .headings = "日期", .kind = FIELD_DATE, .required = true },
    { .name = "work", .label = N_("Is worked"), .headings = "是否上班|上班", .kind = FIELD_BOOL, .preset = "0", .required = true,
      .hint = N_("No: a holiday. Yes: worked although a weekend, to make up for one.") },
    { .name = "name", .label = N_("Title"), .headings = "名称|节日", .kind = FIELD_TEXT, .cols = 16, .limit = 30, .required = true, .keep_last = true },
    { .name = "notice", .label = N_("By notice"), .headings = "依据|通知", .kind = FIELD_TEXT, .cols = 40, .required = true, .keep_last = true,
      .hint = N_("The notice that says so; it is shown where a deadline skips the day.") },
    { 0 }
};

static const char *const day_tips[] = {
    N_("Enter a holiday as soon as its notice is out: deadlines in working days skip it from then on (TIME-02)."),
    N_("Open tasks are counted anew when the calendar changes; nothing that is done moves."),
    NULL
};

static bool
day_saved(struct office *o, struct action *a, const struct record *r, struct err *err)
{
    struct policy_effect effect = { 0 };

    (void)r;
    return task_recount(o, a, "time.calendar", &effect, err);
}

const struct reg calendar_day_register = {
    .name = "calendar_day", .one = N_("Day of the calendar"), .many = N_("Calendar"), .fields = day_fields,
    .title = "day name", .columns = "day work name notice", .order = "-day", .search = "name notice", .unique = "day",
    .settings = true, .saved = day_saved, .tips = day_tips,
};
