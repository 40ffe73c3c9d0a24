/* The content compiled in keeps its own promises: columns, codes, references, counts. */
#include "tests/tables.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const headers[][2] = {
    { "policies", "name,rule,unit,value,choices,text,basis" },
    { "roles", "code,identifier,name,profile,duty" },
    { "permissions", "profile,what,right" },
    { "lists", "list,code,text,initials,other,note" },
    { "list_names", "list,name,most" },
    { "templates", "code,name,channel,text" },
    { "intros", "project,version,part,text" },
    { "phrases", "initials,text,where" },
    { "wording", "prefer,avoid,why" },
    { "terms", "term,plain" },
    { "focus_topics", "focus,topic,briefing" },
    { "venue", "code,name,group,look_at,rule" },
    { "prep", "code,name,look_at,rule" },
    { "display", "code,name,before_opening,when,rule" },
    { "risk_check", "code,name,look_at,department,high,rule" },
    { "playbooks", "moment,kind,place,text,rule" },
    { "categories", "code,parent,moment,name,initials,severity,warranty,playbook,first,notify,department,escalate" },
    { "warranty", "item,name,length,unit,basis" },
    { "escalation", "when,name,first,notify,escalate" },
    { "events", "event,task,rule,policy_warn,policy_red,role,text,ended_by" },
};

static const char *const profiles[] = {
    "receptionist", "consultant", "operator", "inspector", "engineer",
    "site_manager", "supervisor", "management", "administrator",
};

static void
every_table_has_its_columns(void **state)
{
    struct arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < COUNT(headers); i++) {
        struct table t = table_load(&a, headers[i][0]);
        struct buf head = { 0 };

        for (size_t c = 0; c < t.columns; c++)
            buf_printf(&head, "%s%s", c ? "," : "", t.header[c]);
        assert_row_string(i, head.text, headers[i][1]);
        assert_true(t.rows > 0);
        buf_free(&head);
    }
    arena_free(&a);
}

/* One character of the ranges that every charset of ours holds and every terminal draws two columns wide. */
static bool
is_safe(const char *p)
{
    static const char marks[] = "〔〕，。：；？！（）、「」《》％＋－／";
    unsigned code = (unsigned)(p[0] & 0x0F) << 12 | (unsigned)(p[1] & 0x3F) << 6 | (unsigned)(p[2] & 0x3F);

    if (code >= 0x4E00 && code <= 0x9FA5)
        return true;
    for (const char *m = marks; *m; m += 3)
        if (memcmp(m, p, 3) == 0)
            return true;
    return false;
}

static void
texts_keep_to_characters_of_every_terminal(void **state)
{
    (void)state;
    for (const struct content_file *f = content_files; f->name; f++) {
        if (strncmp(f->name, "content/", 8) != 0)
            continue;
        for (const char *p = f->text; p < f->text + f->size; p++) {
            if ((unsigned char)*p < 0x80) {
                if (!isprint((unsigned char)*p) && *p != '\n' && *p != '\t')
                    fail_msg("%s: control character %d", f->name, *p);
                continue;
            }
            if (((unsigned char)*p & 0xF0) != 0xE0 || !is_safe(p))
                fail_msg("%s: '%.12s' is not drawn alike everywhere", f->name, p);
            p += 2;
        }
    }
}

static void
F009_fifty_roles_each_with_a_profile(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "roles");

    (void)state;
    assert_int_equal(t.rows, 50);
    table_assert_unique(&t, "identifier", NULL, NULL);
    table_assert_unique(&t, "name", NULL, NULL);
    for (size_t i = 0; i < t.rows; i++) {
        assert_row_string(i, table_cell(&t, i, "code"), arena_printf(&a, "%02zu", i + 1));
        assert_true(word_in(table_cell(&t, i, "profile"), profiles, COUNT(profiles)));
        assert_true(*table_cell(&t, i, "duty") != '\0');
    }
    for (size_t i = 0; i < COUNT(profiles); i++)
        assert_true(table_row_of(&t, "profile", profiles[i]) >= 0);
    arena_free(&a);
}

static bool
may(const struct table *t, const char *profile, const char *what, const char *right)
{
    for (size_t i = 0; i < t->rows; i++)
        if (strcmp(table_cell(t, i, "profile"), profile) == 0 && strcmp(table_cell(t, i, "what"), what) == 0 &&
            strcmp(table_cell(t, i, "right"), right) == 0)
            return true;
    return false;
}

static const struct {
    const char *profile, *what, *right;
    bool want;
} rights[] = {
    { "receptionist", "reception.do", "do", true },
    { "receptionist", "phone", "see", true },
    { "receptionist", "idcard", "see", false },
    { "consultant", "phone", "see", true },
    { "consultant", "idcard", "see", false },
    { "consultant", "health", "see", false },
    { "consultant", "character", "see", false },
    { "operator", "phone", "see", true },
    { "operator", "health", "see", false },
    { "inspector", "screen.inspection", "see", true },
    { "inspector", "phone", "see", false },
    { "management", "screen.report", "see", true },
    { "management", "reception.do", "do", false },
    { "management", "policy.approve", "approve", true },
    { "supervisor", "health", "see", true },
    { "supervisor", "permit.approve", "approve", true },
    { "administrator", "*", "do", true },
    { "administrator", "health", "see", false },
    { "administrator", "character", "see", false },
    { "administrator", "policy.approve", "approve", false },
};

static void
rights_name_known_profiles_and_keep_secrets(void **state)
{
    static const char *const kinds[] = { "see", "do", "approve" };
    struct arena a = { 0 };
    struct table t = table_load(&a, "permissions");

    (void)state;
    table_assert_unique(&t, "profile", "what", "right");
    for (size_t i = 0; i < t.rows; i++) {
        assert_true(word_in(table_cell(&t, i, "profile"), profiles, COUNT(profiles)));
        assert_true(word_in(table_cell(&t, i, "right"), kinds, COUNT(kinds)));
    }
    for (size_t i = 0; i < COUNT(rights); i++)
        assert_row_int(i, may(&t, rights[i].profile, rights[i].what, rights[i].right), rights[i].want);
    for (size_t i = 0; i < COUNT(profiles); i++)
        assert_true(may(&t, profiles[i], "screen.desk", "see"));
    arena_free(&a);
}

static size_t
list_size(const struct table *t, const char *list)
{
    size_t count = 0;

    for (size_t i = 0; i < t->rows; i++)
        count += strcmp(table_cell(t, i, "list"), list) == 0;
    return count;
}

static void
F020_codes_of_a_list_have_one_length(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "lists");

    (void)state;
    table_assert_unique(&t, "list", "code", NULL);
    table_assert_unique(&t, "list", "text", NULL);
    for (size_t i = 0; i < t.rows; i++) {
        const char *list = table_cell(&t, i, "list"), *code = table_cell(&t, i, "code");
        size_t first = (size_t)table_row_of(&t, "list", list);

        if (strlen(code) != strlen(table_cell(&t, first, "code")) || strlen(code) > 2)
            fail_msg("%s %s: length", list, code);
        if (strlen(code) == 1 ? !strchr("123456789abcdefghijklmnopqrstuvwxyz", *code)
                              : !isdigit((unsigned char)code[0]) || !isdigit((unsigned char)code[1]))
            fail_msg("%s %s: not a code", list, code);
        if (strlen(code) == 1 && list_size(&t, list) > 35)
            fail_msg("%s: too many entries", list);
        if (i > first && strcmp(list, table_cell(&t, i - 1, "list")) != 0)
            fail_msg("%s: entries do not stand together", list);
    }
    arena_free(&a);
}

static void
F020_entries_have_an_identifier_and_other_asks_for_words(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "lists");

    (void)state;
    for (size_t i = 0; i < t.rows; i++) {
        bool other = strcmp(table_cell(&t, i, "text"), "其他") == 0;
        const char *note = table_cell(&t, i, "note");

        assert_row_string(i, table_cell(&t, i, "other"), other ? "1" : "0");
        if (other)
            assert_row_string(i, table_cell(&t, i, "code"), "9");
        if (!*note || note[strspn(note, "abcdefghijklmnopqrstuvwxyz_0123456789")] > ' ')
            fail_msg("%s %s: no identifier", table_cell(&t, i, "list"), table_cell(&t, i, "code"));
        for (size_t j = i + 1; j < t.rows && strcmp(table_cell(&t, i, "list"), table_cell(&t, j, "list")) == 0; j++)
            if (strncmp(note, table_cell(&t, j, "note"), strcspn(note, " ") + 1) == 0)
                fail_msg("%s: %s twice", table_cell(&t, i, "list"), note);
    }
    arena_free(&a);
}

static const struct {
    const char *list;
    size_t least, most;
} sizes[] = {
    { "form_of_address", 2, 9 },
    { "need", 2, 9 },
    { "channel", 2, 9 },
    { "next_step", 3, 3 },
    { "invitation", 2, 9 },
    { "caller_type", 2, 2 },
    { "answer_state", 2, 2 },
    { "focus", 11, 11 },
    { "focus_signing", 11, 11 },
    { "focus_handover", 10, 10 },
    { "focus_living", 9, 9 },
    { "enquiry_topic", 5, 5 },
    { "briefing_topic", 7, 7 },
    { "permit_kind", 5, 5 },
    { "venue_item", 7, 7 },
    { "weekday", 7, 7 },
};

static void
F020_lists_of_the_domain_are_whole_and_short_ones_stay_short(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "lists");

    (void)state;
    for (size_t i = 0; i < COUNT(sizes); i++) {
        size_t count = list_size(&t, sizes[i].list);

        if (count < sizes[i].least || count > sizes[i].most)
            fail_msg("%s has %zu entries", sizes[i].list, count);
    }
    arena_free(&a);
}

static void
F020_every_list_has_a_name_and_keeps_to_its_key_budget(void **state)
{
    struct arena a = { 0 };
    struct table t = table_load(&a, "lists"), names = table_load(&a, "list_names"), categories = table_load(&a, "categories");

    (void)state;
    table_assert_unique(&names, "list", NULL, NULL);
    table_assert_unique(&names, "name", NULL, NULL);
    for (size_t i = 0; i < t.rows; i++)
        assert_true(table_row_of(&names, "list", table_cell(&t, i, "list")) >= 0);
    for (size_t i = 0; i < names.rows; i++) {
        size_t most = (size_t)atoi(table_cell(&names, i, "most")), count = list_size(&t, table_cell(&names, i, "list"));

        if (strcmp(table_cell(&names, i, "list"), "complaint_category") == 0)
            count = categories.rows;        /* its entries stand in categories.csv */
        assert_true(count > 0);
        if (most && count > most)
            fail_msg("%s has %zu entries, at most %zu fit its keys", table_cell(&names, i, "list"), count, most);
    }
    arena_free(&a);
}

/* Braces pair up, are not nested, and hold a name. */
static bool
balanced(const char *text)
{
    bool open = false;

    for (const char *p = text; *p; p++) {
        if (*p != '{' && *p != '}')
            continue;
        if ((*p == '{') == open || (*p == '{' && p[1] == '}'))
            return false;
        open = !open;
    }
    return !open;
}

static void
F817_all_35_templates_with_balanced_placeholders(void **state)
{
    static const char *const channels[] = { "sms", "script", "letter" };
    static const char *const codes =
        "01 02 03 04 05 06 10 11 12 13 14 15 20 21 22 23 24 25 30 31 32 33 34 40 41 42 43 44 45 50 51 52 53 54 55";
    struct arena a = { 0 };
    struct table t = table_load(&a, "templates");

    (void)state;
    assert_int_equal(t.rows, 35);
    table_assert_unique(&t, "code", NULL, NULL);
    for (size_t i = 0; i < t.rows; i++) {
        assert_true(strncmp(table_cell(&t, i, "code"), "TPL-", 4) == 0);
        assert_true(word_among(codes, table_cell(&t, i, "code") + 4, ' '));
        assert_true(word_in(table_cell(&t, i, "channel"), channels, COUNT(channels)));
        if (!balanced(table_cell(&t, i, "text")) || !*table_cell(&t, i, "name"))
            fail_msg("%s: %s", table_cell(&t, i, "code"), table_cell(&t, i, "text"));
    }
    assert_non_null(strstr(table_cell(&t, 0, "text"), "{项目}"));
    arena_free(&a);
}

static const struct {
    const char *table, *key;
    size_t least, most;
} counts[] = {
    { "phrases", "initials", 30, 60 },
    { "wording", "prefer", 25, 99 },
    { "terms", "term", 15, 99 },
    { "venue", "code", 7, 7 },
    { "prep", "code", 5, 35 },
    { "display", "code", 12, 12 },
    { "risk_check", "code", 14, 14 },
    { "intros", "part", 13, 13 },
};

static void
checklists_and_word_lists_are_whole(void **state)
{
    struct arena a = { 0 };
    struct table roles = table_load(&a, "roles");

    (void)state;
    for (size_t i = 0; i < COUNT(counts); i++) {
        struct table t = table_load(&a, counts[i].table);

        if (t.rows < counts[i].least || t.rows > counts[i].most)
            fail_msg("%s has %zu rows", counts[i].table, t.rows);
        table_assert_unique(&t, counts[i].key, NULL, NULL);
        for (size_t r = 0; r < t.rows; r++) {
            for (size_t c = 0; c < t.columns; c++)
                assert_true(*t.cells[r][c] != '\0');
            if (strcmp(counts[i].table, "risk_check") == 0)
                assert_true(table_row_of(&roles, "identifier", table_cell(&t, r, "department")) >= 0);
        }
    }
    arena_free(&a);
}

static void
names_to_choose_from_are_enough(void **state)
{
    struct arena a = { 0 };
    const struct content_file *files[] = { table_file("content/surnames.txt"), table_file("content/given.txt") };
    size_t rows[2] = { 0 };

    (void)state;
    for (size_t f = 0; f < COUNT(files); f++) {
        char *rest = arena_strdup(&a, files[f]->text), *line;

        while ((line = strsep(&rest, "\n")) && *line) {
            char *tab = strchr(line, '\t');

            assert_non_null(tab);
            assert_true(tab - line == 3 || (f == 0 && tab - line == 6));
            if (f == 0)
                assert_true(atoi(tab + 1) > 0);
            else
                assert_true(strchr("mfb", tab[1]) && tab[2] == '\0');
            rows[f]++;
        }
    }
    assert_true(rows[0] >= 120);
    assert_true(rows[1] >= 250);
    arena_free(&a);
}

static void
the_list_of_features_is_the_domains(void **state)
{
    struct arena a = { 0 };
    char **lines, *text = support_read(&a, "tests/features.tsv", NULL), *line;
    size_t count = support_lines(&a, "domain/features.md", &lines), rows = 0;

    (void)state;
    for (size_t i = 0; i < count; i++) {
        char *id, *name;

        if (strncmp(lines[i], "| F-", 4) != 0)
            continue;
        id = arena_strndup(&a, lines[i] + 2, 5);
        name = arena_strdup(&a, lines[i] + 10);
        *strstr(name, " |") = '\0';
        line = strsep(&text, "\n");
        assert_non_null(line);
        assert_string_equal(line, arena_printf(&a, "%s\t%s", id, name));
        rows++;
    }
    assert_int_equal(rows, 514);
    assert_string_equal(text, "");
    arena_free(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_table_has_its_columns),
        cmocka_unit_test(texts_keep_to_characters_of_every_terminal),
        cmocka_unit_test(F009_fifty_roles_each_with_a_profile),
        cmocka_unit_test(rights_name_known_profiles_and_keep_secrets),
        cmocka_unit_test(F020_codes_of_a_list_have_one_length),
        cmocka_unit_test(F020_entries_have_an_identifier_and_other_asks_for_words),
        cmocka_unit_test(F020_lists_of_the_domain_are_whole_and_short_ones_stay_short),
        cmocka_unit_test(F020_every_list_has_a_name_and_keeps_to_its_key_budget),
        cmocka_unit_test(F817_all_35_templates_with_balanced_placeholders),
        cmocka_unit_test(checklists_and_word_lists_are_whole),
        cmocka_unit_test(names_to_choose_from_are_enough),
        cmocka_unit_test(the_list_of_features_is_the_domains),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
