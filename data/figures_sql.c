#include "data/figures_private.h"

/* ---- receptions ---------------------------------------------------------------------------------- */

#define RECEPTION(x, good) \
    "SELECT r.id AS id, r.began_at AS at, 'reception' AS about, r.id AS matter, r.staff AS staff, r.channel AS channel," \
    " r.number AS number, r.name AS name, " x " AS x, " good " AS good FROM reception r"
#define IN_PERIOD " WHERE r.began_at >= ?1 AND r.began_at < ?2 AND r.began_at <= ?3 AND (?4 = 0 OR r.project = ?4)"
#define RECEPTIONS(x, good) RECEPTION(x, good) IN_PERIOD
#define FROM_RECEPTIONS "FROM reception r" IN_PERIOD
/* Typed in from paper: its clock says nothing (RCP-28). */
#define BY_CLOCK " AND coalesce(r.on_paper, 0) = 0"
#define ANSWERED " AND r.kind = 'call' AND r.answered_at <= ?3"
#define CLOSED " AND r.state = 'closed' AND r.ended_at <= ?3"
#define SPOKEN CLOSED " AND (r.kind = 'walk_in' OR r.answered_at IS NOT NULL)"
#define FIRST_VISIT " AND r.kind = 'walk_in' AND r.first = 1"
#define HAS_PHONE "coalesce(r.phone, '') <> ''"

/* As counted, else worked out of the seconds, a begun ring counting (rules/reception.h). */
#define RINGS "CASE WHEN coalesce(r.rings, 0) > 0 THEN r.rings ELSE coalesce((r.answered_at - r.began_at + ?6 - 1) / ?6, 0) END"
FIGURE(01, RECEPTIONS(RINGS, RINGS " <= ?5") ANSWERED BY_CLOCK,
       FROM_RECEPTIONS " AND r.kind = 'call' AND r.answered_at IS NULL");

FIGURE(02, RECEPTIONS("coalesce(r.rings, 0)", "coalesce(r.forwarded, 0) <> 0") " AND r.kind = 'call'",
       FROM_RECEPTIONS " AND r.kind = 'call' AND r.answered_at IS NULL AND coalesce(r.forwarded, 0) = 0");

#define TALKED "r.ended_at - r.answered_at"
FIGURE(03, RECEPTIONS(TALKED, TALKED " <= ?5") ANSWERED BY_CLOCK " AND r.ended_at <= ?3",
       FROM_RECEPTIONS ANSWERED " AND (coalesce(r.on_paper, 0) <> 0 OR r.ended_at IS NULL OR r.ended_at > ?3)");

FIGURE(04, RECEPTIONS("0", HAS_PHONE) SPOKEN " AND (" HAS_PHONE " OR r.refused = 1)",
       FROM_RECEPTIONS SPOKEN " AND NOT (" HAS_PHONE " OR coalesce(r.refused, 0) = 1)");

FIGURE(05, RECEPTIONS("0", "coalesce(r.refused, 0) = 1") SPOKEN " AND NOT " HAS_PHONE,
       FROM_RECEPTIONS " AND NOT (r.state = 'closed' AND r.ended_at <= ?3)");

FIGURE(06, RECEPTIONS("0", "coalesce(r.invited, '') = '1'") " AND r.kind = 'call'",
       FROM_RECEPTIONS " AND r.kind = 'call' AND r.invited = '1'"
       " AND EXISTS (SELECT 1 FROM viewing v WHERE v.reception = r.id AND v.state IN ('missed', 'cancelled'))");

#define TOLD "length(replace(coalesce(r.told, ''), ' ', ''))"
FIGURE(07, RECEPTIONS(TOLD, TOLD " >= ?5") FIRST_VISIT CLOSED,
       FROM_RECEPTIONS FIRST_VISIT " AND NOT (r.state = 'closed' AND r.ended_at <= ?3)");

FIGURE(11, RECEPTION("0", "coalesce(c.state = 'handed' AND c.handed_on <= ?9, 0)") " LEFT JOIN club_handover c ON c.reception = r.id" IN_PERIOD FIRST_VISIT CLOSED,
       FROM_RECEPTIONS FIRST_VISIT " AND NOT (r.state = 'closed' AND r.ended_at <= ?3)");

/* The number carries the day on which it was entered: JD261122-A009. */
#define ENTERED_THEN "r.original_on IS NULL OR substr(r.number, 3, 6) =" \
    " substr(r.original_on, 3, 2) || substr(r.original_on, 6, 2) || substr(r.original_on, 9, 2)"
FIGURE(17, RECEPTIONS("0", "(" ENTERED_THEN ")"),
       FROM_RECEPTIONS " AND r.on_paper = 1");

/* ---- what is owed ------------------------------------------------------------------------------------ */

/* Judged is what was done, and what has passed its line. */
#define JUDGED " AND (t.done <= ?3 OR t.due <= ?3)"
#define IN_TIME "coalesce(t.done <= t.due AND t.done <= ?3, 0)"
#define DONE_OR_NOW "CASE WHEN t.done <= ?3 THEN t.done ELSE ?3 END"
#define OWED(at, x) \
    "SELECT t.id AS id, " at " AS at, t.about AS about, t.matter AS matter, coalesce(t.staff, r.staff) AS staff, r.channel AS channel," \
    " coalesce(r.number, '') AS number, coalesce(r.name, t.text) AS name, " x " AS x, " IN_TIME " AS good" \
    " FROM task t LEFT JOIN reception r ON t.about = 'reception' AND r.id = t.matter"
#define OWED_IN(at) " WHERE " at " >= ?1 AND " at " < ?2 AND (?4 = 0 OR t.project = ?4)"
#define NOT_FIXED " AND t.kind = 'next_call' AND r.kind = 'call' AND r.invited = '2'"

FIGURE(08, OWED("t.due", DONE_OR_NOW " - t.due") OWED_IN("t.due") NOT_FIXED JUDGED,
       "FROM task t JOIN reception r ON t.about = 'reception' AND r.id = t.matter" OWED_IN("t.due") NOT_FIXED
       " AND EXISTS (SELECT 1 FROM task_pause p WHERE p.task = t.id)");

#define ENQUIRY " AND (t.kind = 'call_back' OR (t.kind = 'enquiry' AND ?6 = 1))"
FIGURE(09, OWED("t.started", DONE_OR_NOW " - t.started") OWED_IN("t.started") ENQUIRY JUDGED,
       "FROM task t" OWED_IN("t.started") ENQUIRY
       " AND (t.policy_red IS NULL OR EXISTS (SELECT 1 FROM task_pause p WHERE p.task = t.id))");

/* ---- appointments -------------------------------------------------------------------------------------- */

#define VIEWINGS_IN " WHERE v.at >= ?1 AND v.at < ?2 AND (?4 = 0 OR v.project = ?4)"
#define HAS_COME "v.state NOT IN ('booked', 'missed', 'cancelled')"
FIGURE(10, "SELECT v.id AS id, v.at AS at, 'viewing' AS about, v.id AS matter, v.consultant AS staff, v.channel AS channel,"
       " v.number AS number, v.name AS name, coalesce(v.party, 0) AS x, " HAS_COME " AS good FROM viewing v" VIEWINGS_IN
       " AND coalesce(v.urgent, 0) = 0 AND (v.at + ?5 <= ?3 OR " HAS_COME ")",
       "FROM viewing v" VIEWINGS_IN " AND v.urgent = 1");

/* ---- registers of the opening, promises -------------------------------------------------------------------- */

/* As things stand at the end of the period; what hung and was taken down does not hang. */
#define BY_THE_END(date) date " <= ?8 AND " date " <= ?9"
#define REGISTER(table, alias, staff, number, name, good) \
    "SELECT " alias ".id AS id, 0 AS at, '" table "' AS about, " alias ".id AS matter, " staff " AS staff, NULL AS channel, " \
    number " AS number, " name " AS name, 0 AS x, coalesce(" good ", 0) AS good FROM " table " " alias \
    " WHERE (?4 = 0 OR " alias ".project = ?4)"

FIGURE(12, REGISTER("display_item", "d", "d.checker", "d.item", "d.item", "d.state = 'shown' AND " BY_THE_END("d.shown_on")) " AND d.state <> 'dropped'",
       "FROM display_item d WHERE (?4 = 0 OR d.project = ?4) AND d.state = 'dropped'");

FIGURE(13, REGISTER("risk_check", "k", "k.reviewer", "k.item", "k.item", "k.state = 'closed' AND " BY_THE_END("coalesce(k.reviewed_on, k.done_on)"))
       " AND k.state IN ('open', 'fixed', 'closed')",
       "FROM risk_check k WHERE (?4 = 0 OR k.project = ?4) AND k.state = 'unchecked'");

#define PROMISED_IN " AND c.due_on >= ?7 AND c.due_on <= ?8"
#define KEPT "c.state = 'kept' AND c.kept_on <= c.due_on AND c.kept_on <= ?9"
FIGURE(14, REGISTER("commitment", "c", "c.made_by", "c.number", "c.text", KEPT) PROMISED_IN
       " AND c.state <> 'withdrawn' AND (c.due_on < ?9 OR (" KEPT "))",
       "FROM commitment c WHERE (?4 = 0 OR c.project = ?4)" PROMISED_IN " AND c.state = 'withdrawn'");
