/* Who owns this customer: disputes as they happen at a sales desk, each with its verdict and the rule that decides. */
#include "tests/support.h"

#include "rules/claim.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Contacts are written "V A 02-20 10:00": V visit, C call, R registration, F follow-up, M ruling of the manager; then who: A to D consultants, X and
 * Y agencies, - nobody; with ~ somebody of the household, ! nothing left, +B asked for B. All in 2025. */
struct dispute {
    const char *contacts;
    const char *left;           /* "A 03-01 00:00" */
    const char *subscribed;
    char claimant;              /* ' ' nobody */
    const char *now;
    const char *off;            /* h household, c calls, f follow-ups: switched off */
    const char *holder;         /* "A", "X/A" agency and who serves, "X", "-" */
    enum claim_rule rule;
};

static const struct dispute disputes[] = {
    /* rule 1: one customer */
    { "", "", "", ' ', "03-01 10:00", "", "-", CLAIM_FIRST },                                               /* never seen */
    { "V A 02-20 10:00", "", "", ' ', "03-01 10:00", "", "A", CLAIM_PROTECTED },
    { "V ~A 02-20 10:00, V B 03-01 10:00", "", "", 'B', "03-01 12:00", "", "A", CLAIM_FIRST },              /* the wife came first */
    { "V ~A 02-20 10:00, V B 03-01 10:00", "", "", 'B', "03-01 12:00", "h", "B", CLAIM_PROTECTED },
    { "V A 02-20 10:00, V ~B 03-01 10:00", "", "", 'B', "03-01 12:00", "", "A", CLAIM_FIRST },
    { "R ~X 02-20 10:00, V A 03-01 10:00", "", "", 'A', "03-01 12:00", "", "X/A", CLAIM_CHANNEL },          /* one registered, the other came */
    /* rule 2: first effective contact */
    { "V A 02-20 10:00, V B 02-20 10:01", "", "", 'B', "02-20 12:00", "", "A", CLAIM_FIRST },               /* a minute is enough */
    { "V A 02-20 10:00, V B 02-21 10:00, V B 02-22 10:00", "", "", 'B', "02-23 10:00", "", "A", CLAIM_FIRST },  /* more is not earlier */
    { "C A 02-20 10:00, V B 02-25 10:00", "", "", 'B', "02-26 10:00", "", "A", CLAIM_FIRST },
    { "C A 02-20 10:00, V B 02-25 10:00", "", "", 'A', "02-26 10:00", "c", "B", CLAIM_PROTECTED },          /* calls do not count there */
    { "V - 02-20 10:00, V B 02-25 10:00", "", "", 'B', "02-26 10:00", "", "B", CLAIM_PROTECTED },           /* only the desk saw them */
    { "V - 02-20 10:00", "", "", ' ', "02-26 10:00", "", "-", CLAIM_FIRST },
    { "F A 02-20 10:00, V B 02-25 10:00", "", "", 'A', "02-26 10:00", "", "B", CLAIM_PROTECTED },           /* a follow-up founds nothing */
    { "V A 05-01 10:00", "", "", 'A', "03-01 10:00", "", "-", CLAIM_FIRST },                                /* what is to come */
    { "V B 03-01 10:00, V A 02-20 10:00", "", "", 'B', "03-02 10:00", "", "A", CLAIM_FIRST },               /* written in the wrong order */
    /* rule 3: protection, ninety days, the last included */
    { "V A 02-20 10:00, V B 05-21 09:00", "", "", 'B', "05-21 12:00", "", "A", CLAIM_FIRST },               /* on the last day */
    { "V A 02-20 10:00", "", "", ' ', "05-21 23:59", "", "A", CLAIM_PROTECTED },
    { "V A 02-20 10:00", "", "", ' ', "05-22 00:00", "", "-", CLAIM_LAPSED },
    { "V A 02-20 10:00, V A 03-20 10:00", "", "", 'A', "06-18 10:00", "", "A", CLAIM_PROTECTED },           /* renewed by a visit */
    { "V A 02-20 10:00, F A 03-20 10:00, V B 06-01 10:00", "", "", 'B', "06-18 10:00", "", "A", CLAIM_PROTECTED },
    { "V A 02-20 10:00, F A 03-20 10:00, V B 06-01 10:00", "", "", 'A', "06-18 10:00", "f", "B", CLAIM_LAPSED },
    { "V A 02-20 10:00, F B 03-20 10:00, V B 06-01 10:00", "", "", 'A', "06-18 10:00", "", "B", CLAIM_LAPSED },  /* somebody else's follow-up */
    { "V A 02-20 10:00, C A 03-20 10:00, V B 06-01 10:00", "", "", 'A', "06-18 10:00", "c", "B", CLAIM_LAPSED },
    { "V A 02-20 10:00, V A 05-21 23:00, V B 05-22 09:00", "", "", 'B', "06-01 10:00", "", "A", CLAIM_PROTECTED },   /* in the last hour */
    { "V A 02-20 10:00, V ~A 03-20 10:00, V B 06-01 10:00", "", "", 'B', "06-10 10:00", "", "A", CLAIM_PROTECTED },  /* renewed by the wife */
    /* rule 4: lapse */
    { "V A 02-20 10:00, V B 05-22 00:00", "", "", 'A', "06-01 10:00", "", "B", CLAIM_LAPSED },              /* in the first minute */
    { "V A 02-20 10:00, V B 03-20 10:00", "", "", 'B', "05-22 10:00", "", "-", CLAIM_LAPSED },              /* poaching does not wait in line */
    { "V A 02-20 10:00, V A 05-30 10:00, V B 06-01 10:00", "", "", 'B', "06-10 10:00", "", "A", CLAIM_LAPSED },      /* the former holder again */
    { "V A 02-20 10:00, V B 05-30 10:00, V A 06-01 10:00", "", "", 'A', "06-10 10:00", "", "B", CLAIM_LAPSED },
    { "V A 02-20 10:00, V B 06-01 10:00", "", "", ' ', "09-01 10:00", "", "-", CLAIM_LAPSED },              /* both are over */
    /* rule 5: channels, valid thirty days, half an hour before the visit */
    { "R X 02-20 09:00, V A 02-20 10:00", "", "", 'A', "02-21 10:00", "", "X/A", CLAIM_CHANNEL },
    { "R X 02-20 09:31, V A 02-20 10:00", "", "", 'A', "02-21 10:00", "", "A", CLAIM_CHANNEL },             /* registered at the gate */
    { "R X 02-20 09:30, V A 02-20 10:00", "", "", 'A', "02-21 10:00", "", "X/A", CLAIM_CHANNEL },           /* just in time */
    { "R X 02-20 09:00", "", "", ' ', "03-22 23:59", "", "X", CLAIM_CHANNEL },                              /* has not come yet */
    { "R X 02-20 09:00", "", "", ' ', "03-23 00:00", "", "-", CLAIM_CHANNEL },
    { "R X 02-20 09:00, V A 03-23 10:00", "", "", 'A', "03-25 10:00", "", "A", CLAIM_CHANNEL },             /* came too late */
    { "R X 02-20 09:00, R Y 02-21 09:00, V A 02-25 10:00", "", "", ' ', "02-26 10:00", "", "X/A", CLAIM_CHANNEL },   /* two agencies */
    { "V A 02-20 10:00, R X 03-01 09:00, V A 03-02 10:00", "", "", 'A', "03-05 10:00", "", "A", CLAIM_FIRST },       /* registered a known one */
    { "R X 02-20 09:00, C B 02-21 10:00, V A 02-25 10:00", "", "", 'B', "02-26 10:00", "", "X/A", CLAIM_CHANNEL },
    { "R X 02-20 09:00, V A 02-20 10:00, V B 06-01 10:00", "", "", 'B', "06-10 10:00", "", "B", CLAIM_LAPSED },      /* agencies lapse too */
    /* rule 6: asked for by name */
    { "V A+B 02-20 10:00", "", "", 'A', "03-01 10:00", "", "B", CLAIM_NAMED },
    { "V A 02-20 10:00, V B+B 03-01 10:00", "", "", 'B', "03-02 10:00", "", "A", CLAIM_FIRST },             /* wished too late */
    { "R X 02-20 09:00, V A+B 02-20 10:00", "", "", 'A', "03-01 10:00", "", "X/B", CLAIM_CHANNEL },
    { "V A+C 02-20 10:00", "C 02-01 00:00", "", 'A', "03-01 10:00", "", "A", CLAIM_PROTECTED },             /* who was asked for is gone */
    /* rule 7: nothing left */
    { "V !A 02-20 10:00, V B 02-25 10:00", "", "", 'A', "02-26 10:00", "", "B", CLAIM_REFUSED },
    { "V !A 02-20 10:00", "", "", 'A', "02-26 10:00", "", "-", CLAIM_REFUSED },
    { "V A 02-20 10:00, V !B 03-01 10:00", "", "", 'B', "03-02 10:00", "", "A", CLAIM_PROTECTED },
    /* rule 8: left the company */
    { "V A 02-20 10:00", "A 03-01 00:00", "", ' ', "03-05 10:00", "", "-", CLAIM_LEFT },
    { "V A 02-20 10:00, V B 03-05 10:00", "A 03-01 00:00", "", 'B', "03-06 10:00", "", "B", CLAIM_LEFT },
    { "V A 02-20 10:00, V B 02-25 10:00", "A 03-01 00:00", "", 'B', "03-02 10:00", "", "-", CLAIM_LEFT },   /* an old visit is no inheritance */
    { "R X 02-20 09:00, V A 02-20 10:00", "A 03-01 00:00", "", ' ', "03-05 10:00", "", "X", CLAIM_CHANNEL },
    { "V A 02-20 10:00", "A 06-01 00:00", "", ' ', "06-05 10:00", "", "-", CLAIM_LAPSED },                  /* was over before */
    /* rule 9: subscribed */
    { "V A 02-20 10:00, V B 06-01 10:00", "", "03-01 10:00", 'B', "09-01 10:00", "", "A", CLAIM_SUBSCRIBED },
    { "V A 02-20 10:00", "", "06-01 10:00", ' ', "09-01 10:00", "", "A", CLAIM_SUBSCRIBED },                /* lapsed, yet nobody else */
    { "V A 02-20 10:00", "A 04-01 00:00", "03-01 10:00", ' ', "05-01 10:00", "", "-", CLAIM_LEFT },
    { "", "", "03-01 10:00", ' ', "05-01 10:00", "", "-", CLAIM_SUBSCRIBED },
    { "V A 02-20 10:00, V B 03-01 10:00", "", "12-01 10:00", 'B', "03-05 10:00", "", "A", CLAIM_FIRST },    /* not subscribed yet */
    /* rule 10: the same minute */
    { "V A 02-20 10:00, C B 02-20 10:00", "", "", 'B', "02-21 10:00", "", "A", CLAIM_SAME_MINUTE },
    { "V A 02-20 10:00, V B 02-20 10:00", "", "", 'B', "02-21 10:00", "", "-", CLAIM_SAME_MINUTE },
    { "V A 02-20 10:00, V B 02-20 10:00, V B 02-20 10:05", "", "", 'A', "02-21 10:00", "", "B", CLAIM_SAME_MINUTE },
    { "R X 02-20 10:00, V A 02-20 10:00", "", "", ' ', "02-21 10:00", "", "A", CLAIM_SAME_MINUTE },
    { "V A 02-20 10:00, V B 05-22 10:00, V C 05-22 10:00", "", "", 'C', "05-25 10:00", "", "-", CLAIM_SAME_MINUTE },
    { "V A 02-20 10:00, V ~A 02-20 10:00", "", "", 'A', "02-21 10:00", "", "A", CLAIM_PROTECTED },          /* a couple, one consultant */
    /* rule 11: the manager rules */
    { "V A 02-20 10:00, M B 03-01 10:00, V A 03-02 10:00", "", "", 'A', "03-03 10:00", "", "B", CLAIM_RULED },
    { "V A 02-20 10:00, M B 03-01 10:00", "", "", 'B', "05-30 23:00", "", "B", CLAIM_RULED },               /* protected from the ruling on */
    { "V A 02-20 10:00, M B 03-01 10:00", "", "", 'B', "05-31 00:00", "", "-", CLAIM_LAPSED },
    { "V A 02-20 10:00, M - 03-01 10:00, V B 03-02 10:00", "", "", 'B', "03-03 10:00", "", "B", CLAIM_RULED },
    { "V A 02-20 10:00, M B 04-01 10:00", "", "03-01 10:00", 'B', "09-01 10:00", "", "B", CLAIM_RULED },    /* even after the subscription */
};

static const struct claim_limits usual = {
    .protection_days = 90, .channel_days = 30, .channel_lead_minutes = 30, .renew_by_follow_up = true, .household = true, .call_counts = true,
};

static moment
at(const char *when)
{
    char iso[24];
    moment t;

    if (!*when)
        return 0;
    snprintf(iso, sizeof iso, "2025-%.5sT%.5s", when, when + 6);
    assert_true(moment_parse_iso(iso, ZONE_CHINA, &t));
    return t;
}

static struct touch
touch_of(const char *text)
{
    static const char kinds[] = "VCRFM";
    struct touch t = { .kind = (enum touch_kind)(strchr(kinds, text[0]) - kinds + TOUCH_VISIT) };

    for (text += 2; *text != ' '; text++) {
        if (*text == '~')
            t.relative = true;
        else if (*text == '!')
            t.refused = true;
        else if (*text == '+')
            t.named = *++text - 'A' + 1;
        else if (*text >= 'X')
            t.agency = *text == 'X' ? "X" : "Y";
        else if (*text != '-')
            t.staff = *text - 'A' + 1;
    }
    t.at = at(text + 1);
    return t;
}

/* A case and the room for what it points to. */
struct dispute_room {
    struct touch touches[8];
    struct claim_person people[4];
    struct claim_case c;
    struct claim_limits limits;
};

static void
lay_out(const struct dispute *d, struct dispute_room *r)
{
    static const char *const names[] = { "A", "B", "C", "D" };

    memset(r, 0, sizeof *r);
    r->limits = usual;
    r->limits.household = !strchr(d->off, 'h');
    r->limits.call_counts = !strchr(d->off, 'c');
    r->limits.renew_by_follow_up = !strchr(d->off, 'f');
    for (size_t i = 0; i < COUNT(names); i++)
        r->people[i] = (struct claim_person){ (int64_t)i + 1, names[i], *d->left == *names[i] ? at(d->left + 2) : 0 };
    r->c = (struct claim_case){
        .touches = r->touches, .people = r->people, .npeople = COUNT(names), .subscribed_at = at(d->subscribed),
        .claimant = d->claimant == ' ' ? 0 : d->claimant - 'A' + 1, .now = at(d->now), .zone = ZONE_CHINA,
    };
    for (const char *p = d->contacts; *p; p += strcspn(p, ","), p += *p ? 2 : 0)
        r->touches[r->c.ntouches++] = touch_of(p);
}

static const char *
holder_text(const struct verdict *v, char out[8])
{
    if (v->holder == HOLDER_NOBODY)
        return "-";
    if (v->holder == HOLDER_STAFF)
        snprintf(out, 8, "%c", (char)('A' + v->staff - 1));
    else
        snprintf(out, 8, v->staff ? "%s/%c" : "%s", v->agency, (char)('A' + v->staff - 1));
    return out;
}

static void
claim_disputes_end_as_the_rules_say(void **state)
{
    (void)state;
    assert_true(COUNT(disputes) >= 50);
    for (size_t i = 0; i < COUNT(disputes); i++) {
        struct dispute_room r;
        struct verdict v;
        struct arena a = { 0 };
        char holder[8];

        lay_out(&disputes[i], &r);
        claim_decide(&r.c, &r.limits, &a, &v);
        assert_row_string(i, holder_text(&v, holder), disputes[i].holder);
        assert_row_int(i, v.rule, disputes[i].rule);
        assert_row_int(i, v.upheld, r.c.claimant && v.holder == HOLDER_STAFF && v.staff == r.c.claimant);
        assert_true(v.nlines > 0);
        arena_free(&a);
    }
}

/* The order in which contacts were written down changes nothing. */
static void
claim_does_not_depend_on_the_order_of_writing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(disputes); i++) {
        struct dispute_room r;
        struct verdict there, back;
        struct arena a = { 0 };
        struct touch turned[8];

        lay_out(&disputes[i], &r);
        claim_decide(&r.c, &r.limits, &a, &there);
        for (size_t k = 0; k < r.c.ntouches; k++)
            turned[k] = r.touches[r.c.ntouches - 1 - k];
        r.c.touches = turned;
        claim_decide(&r.c, &r.limits, &a, &back);
        assert_row_int(i, back.holder, there.holder);
        assert_row_int(i, back.staff, there.staff);
        assert_row_int(i, back.rule, there.rule);
        assert_row_int(i, back.until, there.until);
        arena_free(&a);
    }
}

static void
claim_says_since_when_and_until_when(void **state)
{
    struct dispute_room r;
    struct verdict v;
    struct arena a = { 0 };
    char *said;

    (void)state;
    lay_out(&(struct dispute){ "V A 02-20 10:00, F A 03-20 10:00, V B 04-01 10:00", "", "", 'B', "04-02 10:00", "", "", 0 }, &r);
    claim_decide(&r.c, &r.limits, &a, &v);
    assert_int_equal(v.first_at, at("02-20 10:00"));
    assert_int_equal(v.last_at, at("03-20 10:00"));
    assert_string_equal(day_iso(&a, v.until), "2025-06-18");
    assert_int_equal(v.nlines, 3);
    assert_int_equal(v.lines[0].rule, CLAIM_FIRST);
    assert_int_equal(v.lines[1].rule, CLAIM_PROTECTED);
    assert_int_equal(v.lines[1].at, at("03-20 10:00"));
    assert_non_null(strstr(v.lines[2].text, "2025-06-18"));
    said = claim_sentence(&r.c, &v, &a);
    assert_non_null(strstr(said, "A"));
    assert_non_null(strstr(said, "2025-02-20"));
    assert_non_null(strstr(said, "2025-06-18"));
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(claim_disputes_end_as_the_rules_say),
        cmocka_unit_test(claim_does_not_depend_on_the_order_of_writing),
        cmocka_unit_test(claim_says_since_when_and_until_when),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
