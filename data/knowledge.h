/* What anybody may say of a project: five topics, seven things told at a first visit, the hundred questions, the wording
 * before the handbook; found while somebody waits, and noted where it was used (RCP-19, RCP-25, RCP-44, RCP-45, RCP-47). */
#ifndef QT_DATA_KNOWLEDGE_H
#define QT_DATA_KNOWLEDGE_H

#include "data/register.h"

/* Codes of the list knowledge_kind; a code never changes its meaning. */
#define KNOWLEDGE_TOPIC "1"
#define KNOWLEDGE_BRIEFING "2"
#define KNOWLEDGE_QUESTION "3"
#define KNOWLEDGE_INTERIM "4"

enum knowledge_group { KNOW_INTERIM, KNOW_TOPIC, KNOW_BRIEFING, KNOW_QUESTION, KNOW_PROMISE, KNOW_CASE, KNOW_GROUPS };

struct knowledge_item {
    enum knowledge_group group;
    int64_t id;                 /* of knowledge, commitment or case_study */
    const char *title, *answer; /* answer of a case: its story and lesson */
    const char *topic;          /* shown; "" none */
    int64_t version;            /* 0: has none */
    int rank;                   /* place of its topic among the customer's focus points; behind all: not among them */
};

struct knowledge_wish {
    int64_t project;            /* 0: all */
    const char *text;           /* characters found anywhere, or pinyin of the title; NULL or "": all */
    const char *focus;          /* codes of the list focus: their topics come first; NULL: none */
    unsigned groups;            /* bits 1 << enum knowledge_group; 0: all */
};
/* What is in force today, group by group, within a group by focus and topic; at most max. */
bool knowledge_find(struct office *o, const struct knowledge_wish *w, struct arena *a, struct knowledge_item *out, size_t max,
                    size_t *count, struct err *err);
const char *knowledge_group_name(enum knowledge_group g);      /* translated */

/* What the customer cared about when last asked: codes of the list focus, "" where nobody asked. */
char *knowledge_focus(struct office *o, int64_t customer, struct arena *a);

/* This answer was used in this reception; the version is kept. Once more changes nothing. */
bool knowledge_use(struct office *o, int64_t reception, int64_t knowledge, struct err *err);
/* What was used, in the order of use; at most max. */
bool knowledge_used(struct office *o, int64_t reception, struct arena *a, struct knowledge_item *out, size_t max, size_t *count,
                    struct err *err);

/* Everything of the project that stands in .from makes that move ("propose", "approve"), as one action: a handbook is
 * approved whole. *count: how many. */
bool knowledge_move_all(struct office *o, int64_t project, const char *move, int64_t *count, struct err *err);

/* Words to use and to avoid (RCP-15), terms in plain words; each a title and what is said of it. Text filters as above. */
size_t wording_find(const char *text, bool terms, struct arena *a, struct knowledge_item *out, size_t max);

#endif
