/* The rota: who is next, what a skip, a leave and an absence do, and that it is fair in the long run. */
#include "tests/support.h"

#include "rules/rota.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A day is written as steps, with A to E on the rota in that order:
 *   v  a visitor: who is next receives (their letter is noted, - where nobody is free)
 *   bA A gets busy      fA A is free again      sA A is skipped for the next visitor
 *   lA A goes with leave      aA A goes without      rA A is back      oB B receives out of turn */
struct rota_day { int people; const char *steps, *received; };

static const struct rota_day days[] = {
    { 3, "vvvvvv", "ABCABC" },
    { 1, "vvv", "AAA" },
    { 0, "v", "-" },
    { 3, "vbAvv vv fA v", "ABCBCA" },           /* busy: B and C go on, then A is next at once */
    { 3, "sA v v v v", "BACA" },                /* skipped once, first again */
    { 3, "sA sB v v v v", "CABA" },
    { 3, "lA vvvv rA vvv", "BCBCAAA" },         /* with leave: two turns are made up for, then A's own */
    { 3, "aA vvvv rA vvv", "BCBCABC" },         /* without: two are lost */
    { 3, "v aB v rB v", "ACA" },                /* B's turn went by when C received */
    { 3, "v aB rB v", "AB" },                   /* nothing went by */
    { 3, "v lB v rB v v", "ACBA" },
    { 3, "oB v v v v", "BACAB" },                /* out of turn: it is B's turn that is used, A stays next */
    { 3, "oB oB v v v v v", "BBACACA" },
    { 2, "bA bB v", "-" },
    { 2, "lA lB v", "-" },
    { 2, "bA v v fA v v v", "BBAAA" },          /* however long busy, no turn is lost */
    { 2, "aA aB v rA rB v v", "-AB" },          /* nobody was there: nothing went by */
    { 4, "vv lC v rC vv", "ABDCA" },
    { 3, "aC vv rC vvv", "ABABC" },             /* both others have had one: one is lost, then the order of the day */
    { 3, "sA lA v rA v", "BA" },
};

#define MOST 8

static struct rota_turn *
who(struct rota_turn *t, int n, char letter)
{
    assert_true(letter >= 'A' && letter < 'A' + n);
    return &t[letter - 'A'];
}

static void
begin(struct rota_turn *t, int n)
{
    memset(t, 0, MOST * sizeof *t);
    for (int i = 0; i < n; i++)
        t[i] = (struct rota_turn){ .staff = i + 1, .place = i + 1 };
}

static char
receive(struct rota_turn *t, int n)
{
    int next = rota_next(t, (size_t)n);

    if (next < 0)
        return '-';
    rota_take(t, (size_t)n, t[next].staff);
    return (char)('A' + next);
}

static void
rota_days_go_as_written(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(days); i++) {
        struct rota_turn t[MOST];
        int n = days[i].people, m = 0;
        char got[32] = "";

        begin(t, n);
        for (const char *p = days[i].steps; *p; p++) {
            if (*p == ' ')
                continue;
            if (*p == 'v') {
                got[m++] = receive(t, n);
                continue;
            }
            switch (*p++) {
            case 'b': who(t, n, *p)->busy = true; break;
            case 'f': who(t, n, *p)->busy = false; break;
            case 's': who(t, n, *p)->skipped = true; break;
            case 'l': who(t, n, *p)->state = ROTA_LEAVE; break;
            case 'a': who(t, n, *p)->state = ROTA_AWAY; break;
            case 'r': rota_back(t, (size_t)n, who(t, n, *p)->staff); break;
            case 'o': rota_take(t, (size_t)n, who(t, n, *p)->staff); got[m++] = *p; break;
            default: fail_msg("no such step in case %zu", i);
            }
        }
        assert_row_string(i, got, days[i].received);
    }
}

static void
rota_tells_what_is_owed(void **state)
{
    struct rota_turn t[MOST];

    (void)state;
    begin(t, 3);
    t[0].state = ROTA_LEAVE;
    for (int i = 0; i < 4; i++)
        receive(t, 3);
    assert_int_equal(rota_owed(t, 3, 1), 2);
    rota_back(t, 3, 1);
    receive(t, 3);
    assert_int_equal(rota_owed(t, 3, 1), 1);
    assert_int_equal(rota_owed(t, 3, 2), 0);
    assert_int_equal(rota_owed(t, 3, 9), 0);
}

static void
rota_of_a_new_day_goes_on_from_the_old(void **state)
{
    static const struct { int64_t today[5]; size_t n; const char *visitors; int64_t want[5]; } cases[] = {
        { { 1, 2, 3 }, 3, "", { 1, 2, 3 } },
        { { 1, 2, 3 }, 3, "v", { 2, 3, 1 } },
        { { 1, 2, 3 }, 3, "vv", { 3, 1, 2 } },
        { { 1, 2, 3 }, 3, "vvv", { 1, 2, 3 } },
        { { 3, 1 }, 2, "v", { 3, 1 } },                 /* 2 has a day off */
        { { 5, 2, 1, 3 }, 4, "v", { 2, 3, 1, 5 } },     /* 5 is new */
        { { 5, 4 }, 2, "vv", { 5, 4 } },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct rota_turn t[MOST];
        int64_t order[5] = { 0 };

        begin(t, 3);
        for (const char *p = cases[i].visitors; *p; p++)
            receive(t, 3);
        rota_order(cases[i].today, cases[i].n, t, 3, order);
        for (size_t k = 0; k < cases[i].n; k++)
            assert_row_int(i, order[k], cases[i].want[k]);
    }
}

/* One random day: everybody here at its end, nobody lost a turn without being away. Turns are within one of each other. */
static void
random_day(struct rota_turn *t, int n, unsigned *seed)
{
    int visitors = rand_r(seed) % 30, most = 0, least = 1000;

    for (int v = 0; v < visitors; v++) {
        int who_moves = rand_r(seed) % n;

        t[who_moves].busy = rand_r(seed) % 3 == 0;
        if (rand_r(seed) % 10 == 0)
            t[rand_r(seed) % n].state = ROTA_LEAVE;
        if (rand_r(seed) % 5 == 0)
            for (int i = 0; i < n; i++)
                rota_back(t, (size_t)n, t[i].staff);
        receive(t, n);
    }
    for (int i = 0; i < n; i++) {
        t[i].busy = false;
        rota_back(t, (size_t)n, t[i].staff);
    }
    for (int v = 0; v < 400; v++)       /* a long quiet evening: whatever was missed is made up for */
        receive(t, n);
    for (int i = 0; i < n; i++) {
        most = t[i].received > most ? t[i].received : most;
        least = t[i].received < least ? t[i].received : least;
    }
    assert_true(most - least <= 1);
}

static void
rota_is_fair_over_a_thousand_days(void **state)
{
    unsigned seed = 20261122;
    int64_t total[MOST] = { 0 }, staff[MOST], order[MOST];
    struct rota_turn t[MOST];
    int64_t most = 0, least = INT64_MAX;

    (void)state;
    begin(t, MOST);
    for (int i = 0; i < MOST; i++)
        staff[i] = i + 1;
    for (int d = 0; d < 1000; d++) {
        struct rota_turn yesterday[MOST];

        memcpy(yesterday, t, sizeof t);
        rota_order(staff, MOST, yesterday, MOST, order);
        for (int i = 0; i < MOST; i++)
            t[i] = (struct rota_turn){ .staff = order[i], .place = i + 1 };
        random_day(t, MOST, &seed);
        for (int i = 0; i < MOST; i++)
            total[t[i].staff - 1] += t[i].received;
    }
    for (int i = 0; i < MOST; i++) {
        most = total[i] > most ? total[i] : most;
        least = total[i] < least ? total[i] : least;
    }
    assert_true(most - least <= 1);     /* the order goes on from day to day */
}

/* Without leave somebody never has more than who stayed. */
static void
rota_absence_never_pays(void **state)
{
    unsigned seed = 7;

    (void)state;
    for (int d = 0; d < 1000; d++) {
        struct rota_turn t[MOST];
        int stays = 0;

        begin(t, 4);
        for (int v = 0; v < 40; v++) {
            if (rand_r(&seed) % 4 == 0)
                t[3].state = ROTA_AWAY;
            else if (rand_r(&seed) % 4 == 0)
                rota_back(t, 4, 4);
            receive(t, 4);
        }
        for (int i = 0; i < 3; i++)
            stays = i == 0 || t[i].received < stays ? t[i].received : stays;
        assert_true(t[3].received <= stays + 1);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rota_days_go_as_written),
        cmocka_unit_test(rota_tells_what_is_owed),
        cmocka_unit_test(rota_of_a_new_day_goes_on_from_the_old),
        cmocka_unit_test(rota_is_fair_over_a_thousand_days),
        cmocka_unit_test(rota_absence_never_pays),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
