/* The confirmation of an appointment: what to bring, whom to ask for (RCP-55, TPL-03). */
#include "data/viewing_private.h"

#include "base/lang.h"
#include "base/phone.h"
#include "data/message.h"
#include "data/policy.h"

#include <string.h>

SQL(viewing_message_of, "SELECT coalesce(message, 0) FROM viewing WHERE id = ?");
SQL(viewing_message_is, "UPDATE viewing SET message = nullif(?, 0) WHERE id = ?");
SQL(viewing_contact, "SELECT s.name, s.phone, p.hotline, c.form FROM viewing v LEFT JOIN staff s ON s.id = v.consultant"
                     " LEFT JOIN project p ON p.id = v.project LEFT JOIN customer c ON c.id = v.customer WHERE v.id = ?");

static int64_t
message_of(struct office *o, int64_t viewing)
{
    struct query q = query_begin(o->store, &viewing_message_of);

    query_bind_int(&q, viewing);
    return query_number(&q, 0);
}

static bool
set_message(struct office *o, int64_t viewing, int64_t message, struct err *err)
{
    struct query q = query_begin(o->store, &viewing_message_is);

    query_bind_int(&q, message);
    query_bind_int(&q, viewing);
    return query_run(&q, err);
}

bool
viewing_withdraw(struct office *o, struct action *a, int64_t viewing, const char *why, struct err *err)
{
    int64_t message = message_of(o, viewing);

    return message == 0 || (message_withdraw(o, a, message, why, err) && set_message(o, viewing, 0, err));
}

/* Whom to ask for: the consultant, else the hotline. False: there is no number to give. */
static bool
contact(struct office *o, const struct record *v, struct arena *a, const char **name, const char **phone, const char **form, struct err *err)
{
    struct query q = query_begin(o->store, &viewing_contact);
    bool any = false;

    query_bind_int(&q, v->id);
    if (query_next(&q)) {
        const char *direct = query_text(&q, "phone", a), *hotline = query_text(&q, "hotline", a), *consultant = query_text(&q, "name", a);

        *form = query_text(&q, "form", a);
        *name = *consultant ? consultant : "前台";
        *phone = *direct ? direct : hotline;
        any = **phone;
    }
    return query_end(&q, err) && any;
}

/* The customer's number where it takes messages: the outbox says why it holds one that does not. */
static const char *
mobile(const char *phone, struct arena *a)
{
    char *canonical;
    enum phone_kind kind = *phone ? phone_parse(a, phone, &canonical, NULL) : PHONE_NONE;

    return kind == PHONE_MOBILE || kind == PHONE_FOREIGN ? phone : NULL;
}

/* The message is in Chinese as its text in force is, whatever language this desk shows. */
static bool
compose(struct office *o, struct action *a, const struct record *v, int64_t *message, struct err *err)
{
    struct arena *s = &a->arena;
    struct civil from = moment_civil(record_num(v, "at"), o->zone), to = moment_civil(record_num(v, "at") + record_num(v, "minutes") * 60, o->zone);
    const char *name, *phone, *form;
    struct err none = { 0 };
    struct template_value values[9] = { { NULL, NULL } };
    struct message_wish w = { .code = "TPL-03", .values = values, .customer = record_num(v, "customer"), .phone = mobile(record_text(v, "phone"), s) };

    *message = 0;
    if (!w.customer || !contact(o, v, s, &name, &phone, &form, &none))
        return none.code == ERR_NONE || err_set(err, none.code, "%s", none.text);
    values[0] = (struct template_value){ "客户", arena_printf(s, "%s%s", record_text(v, "name"), office_code_text(o, "form_of_address", form)) };
    values[1] = (struct template_value){ "日期", arena_printf(s, "%d月%d日", from.month, from.mday) };
    values[2] = (struct template_value){ "时段", arena_printf(s, "%02d:%02d到%02d:%02d", from.hour, from.minute, to.hour, to.minute) };
    values[3] = (struct template_value){ "人数", arena_printf(s, "%lld", (long long)record_num(v, "party")) };
    values[4] = (struct template_value){ "须知", policy_text(o, "viewing.notice") };
    values[5] = (struct template_value){ "顾问", name };
    values[6] = (struct template_value){ "号码", phone };
    values[7] = (struct template_value){ "项目", o->project_name };
    return message_compose(o, a, &w, message, err);
}

/* A text that cannot be filled keeps nobody from booking: the card says that no message was written. */
bool
viewing_confirm(struct office *o, struct action *a, const struct record *v, struct err *err)
{
    struct err why = { 0 };
    int64_t message;

    if (strcmp(v->state, "booked") != 0 || record_num(v, "at") <= a->actor.now || message_of(o, v->id))
        return true;
    if (!compose(o, a, v, &message, &why))
        return why.code == ERR_INPUT || why.code == ERR_MISSING || why.code == ERR_REFUSED || err_set(err, why.code, "%s", why.text);
    return message == 0 || set_message(o, v->id, message, err);
}

char *
viewing_message_words(struct office *o, int64_t viewing, struct arena *a)
{
    int64_t id = message_of(o, viewing);
    struct message m;

    if (id == 0 || !message_get(o, id, a, &m, NULL))
        return arena_strdup(a, "");
    return arena_printf(a, "%s%s%s", message_state_name(m.state), *m.why ? ": " : "", m.why);
}
