/* Drafts: what is typed and not yet saved, in plain files of their own beside the database (<database>.drafts/, 0700,
 * files 0600). No SQL, no action, no journal entry. kill -9 loses nothing that was put; a power cut at most what was
 * put since the last sync. A draft belongs to its writer and is offered again at any desk. */
#ifndef QT_DATA_DRAFT_H
#define QT_DATA_DRAFT_H

#include "data/office.h"

struct drafts;                  /* the drafts of this desk's open forms */
struct draft;                   /* one of them */

struct draft_info {
    char *form;                 /* "walkin" */
    int64_t matter;             /* id of the record it changes; 0: a new one */
    char *title;                /* how its writer will know it again; "" where nothing was said */
    moment when;                /* last put */
    char *file;                 /* its name inside the folder */
};

struct draft_field { char *name, *text; };

/* folder NULL: beside the database; a database in memory needs one. It is made when first needed. */
struct drafts *drafts_new(struct office *o, const char *folder);
/* Closes what is open; the files stay. */
void drafts_free(struct drafts **ds);
/* Sync all that are open: hang-up, lock. */
void drafts_sync(struct drafts *ds);

/* A draft of the person who sits there; the file is made at the first put. The same form and matter may have several
 * (two walk-ins left half written). form is a word of letters, digits and '_'. Lent from ds until draft_close. */
struct draft *draft_new(struct drafts *ds, const char *form, int64_t matter);
/* Go on with one that draft_list told of. NULL: it is gone, or open at another desk. */
struct draft *draft_resume(struct drafts *ds, const struct draft_info *info, struct err *err);
/* The texts so far, in the order in which fields were first put; the last text of each; empty ones are left out. */
size_t draft_load(const struct draft *d, struct arena *a, struct draft_field **out);
const char *draft_get(const struct draft *d, const char *field);       /* "" where nothing was put; lent until the next put */

/* Write one field's text as it is now, "" for emptied; the same text as before writes nothing. Not synced.
 * field is any short name: "phone", "question.3.text". False: the disk said no; what was put before stays. */
bool draft_put(struct draft *d, const char *field, const char *text, struct err *err);
bool draft_title(struct draft *d, const char *title, struct err *err);
bool draft_sync(struct draft *d, struct err *err);      /* a field was left */
/* Kept on disk, no longer open here. *d may be NULL. */
void draft_close(struct draft **d);
/* Saved or thrown away: the file goes. *d may be NULL. */
void draft_drop(struct draft **d);

/* Drafts of this colleague that hold anything and are open at no desk, newest first. */
bool draft_list(struct drafts *ds, int64_t staff, struct arena *a, struct draft_info **out, size_t *count, struct err *err);
/* Throw one away unread. */
bool draft_forget(struct drafts *ds, const struct draft_info *info, struct err *err);

#endif
