/* The figures of the hotline: in time or not by the tasks that carried the clocks, the rest by the matters themselves. */
#include "data/figures_private.h"

#include "base/lang.h"

#define MATTER(at_, x, good) \
    "SELECT c.id AS id, " at_ " AS at, 'complaint' AS about, c.id AS matter, c.handler AS staff, c.channel AS channel, c.number AS number," \
    " coalesce(u.name, c.name) AS name, " x " AS x, " good " AS good FROM complaint c LEFT JOIN customer u ON u.id = c.customer"
#define PROJECT " AND (?4 = 0 OR c.project IS NULL OR c.project = ?4) AND c.state <> 'merged'"
#define RECEIVED " WHERE c.received_at >= ?1 AND c.received_at < ?2 AND c.received_at <= ?3" PROJECT
/* What was done by then, or has passed its line without: a clock that a change ended is not judged (its outcome begins with -). */
#define CLOCK(kind, line) \
    "SELECT t.id AS id, t.started AS at, 'complaint' AS about, c.id AS matter, coalesce(t.done_by, t.staff) AS staff, c.channel AS channel, c.number AS number," \
    " coalesce(u.name, c.name) AS name, coalesce(t.done, ?3) - " line " AS x, t.done IS NOT NULL AND t.done <= ?3 AND t.done <= " line " AS good" \
    " FROM task t JOIN complaint c ON c.id = t.matter LEFT JOIN customer u ON u.id = c.customer WHERE t.about = 'complaint' AND t.kind = '" kind "'" \
    " AND t.started >= ?1 AND t.started < ?2 AND ((t.done IS NOT NULL AND t.done <= ?3) OR " line " <= ?3) AND coalesce(t.outcome, '') NOT LIKE '- %'" PROJECT
#define RUNNING(kind, line) \
    "FROM task t JOIN complaint c ON c.id = t.matter WHERE t.about = 'complaint' AND t.kind = '" kind "' AND t.started >= ?1 AND t.started < ?2" \
    " AND (t.done IS NULL OR t.done > ?3) AND " line " > ?3" PROJECT

/* So many homes have an owner: signed, and neither given back nor resold. */
#define HOMES "(SELECT count(DISTINCT w.home) FROM ownership w JOIN home h ON h.id = w.home WHERE w.signed_on <= ?9 AND w.cancelled_on IS NULL AND w.ended_on IS NULL" \
              " AND (?4 = 0 OR h.project = ?4))"
FIGURE_OF(50, HOMES " AS total, CASE WHEN " HOMES " = 0 THEN 0 ELSE count(*) END AS good", MATTER("c.received_at", "0", "1") RECEIVED " AND c.class = '1'",
          "FROM complaint c" RECEIVED " AND c.class <> '1'");
FIGURE(51, CLOCK("contact_owner", "t.due"), RUNNING("contact_owner", "t.due"));
FIGURE(52, CLOCK("first_response", "t.due") " AND c.class = '1'", RUNNING("first_response", "t.due") " AND c.class = '1'");
FIGURE(52w, CLOCK("first_response", "t.warn") " AND c.class = '1'", RUNNING("first_response", "t.warn") " AND c.class = '1'");
FIGURE(53, CLOCK("solution_plan", "t.due"), RUNNING("solution_plan", "t.due"));
FIGURE(53w, CLOCK("solution_plan", "t.warn"), RUNNING("solution_plan", "t.warn"));
FIGURE(54, CLOCK("emergency_onsite", "t.due"), RUNNING("emergency_onsite", "t.due"));
FIGURE(55, MATTER("c.received_at", "0", "c.closed_at IS NOT NULL AND c.closed_at <= ?3") RECEIVED, "FROM complaint c WHERE c.state = 'merged' AND c.received_at >= ?1 AND c.received_at < ?2 AND ?3 > 0 AND (?4 = 0 OR c.project = ?4)");

/* Settled in the period, or taken up again in it. */
#define SETTLED(which) "EXISTS (SELECT 1 FROM complaint_step s WHERE s.complaint = c.id AND s.at >= ?1 AND s.at < ?2 AND s.at <= ?3 AND " which ")"
#define AGAIN "(s.new = 'dispatched' AND s.old IN ('done', 'confirmed', 'followed_up', 'closed'))"
FIGURE(56, MATTER("c.received_at", "0", SETTLED(AGAIN)) " WHERE (" SETTLED("s.new = 'closed'") " OR " SETTLED(AGAIN) ")" PROJECT,
       "FROM complaint c" RECEIVED " AND c.closed_at IS NULL");

#define JUDGED " WHERE c.systemic = '1' AND c.judged_on >= ?7 AND c.judged_on <= ?8 AND c.judged_on <= ?9 AND ?3 > 0 AND ?1 < ?2" PROJECT
FIGURE(71, MATTER("c.received_at", "0", "EXISTS (SELECT 1 FROM defect_entry d WHERE d.id = c.defect AND d.state = 'verified' AND d.verified_on <= ?9)") JUDGED,
       "FROM complaint c" JUDGED " AND c.defect IS NULL");

/* One matter is one piece, by its last order: who came twice is not counted twice. */
FIGURE(34, "SELECT o.id AS id, c.received_at AS at, 'complaint' AS about, c.id AS matter, c.handler AS staff, c.channel AS channel, o.number AS number, o.team AS name, 0 AS x,"
           " coalesce(o.again, 0) = 0 AND NOT EXISTS (SELECT 1 FROM repair_order l WHERE l.complaint = o.complaint AND l.again = 1) AS good"
           " FROM repair_order o JOIN complaint c ON c.id = o.complaint WHERE o.done_on >= ?7 AND o.done_on <= ?8 AND o.done_on <= ?9 AND o.state IN ('done', 'checked')"
           " AND NOT EXISTS (SELECT 1 FROM repair_order n WHERE n.complaint = o.complaint AND n.state IN ('done', 'checked') AND n.done_on <= ?8 AND n.done_on <= ?9"
           " AND (n.done_on > o.done_on OR (n.done_on = o.done_on AND n.id > o.id))) AND ?3 > 0 AND ?1 < ?2" PROJECT,
       "FROM repair_order o JOIN complaint c ON c.id = o.complaint WHERE o.state = 'ordered' AND ?1 < ?2 AND ?3 > 0" PROJECT);

const struct figure_def hotline_figures[] = {
    { .id = "KPI-50", .key = "complaint_rate", .name = N_("Complaints by homes"), .rules = "CMP-02", .usual = SPAN_MONTH, .falling_good = true,
      .formula = N_("complaints received / homes that have an owner"), .beside = N_("%lld repairs, enquiries and suggestions are not counted"), .channels = "complaint_channel", .sql = &figure_sql_50 },
    { .id = "KPI-51", .key = "contact_in_time", .name = N_("Owners contacted in time"), .rules = "CMP-09 SLA-06 SLA-07", .usual = SPAN_MONTH,
      .formula = N_("contacted by the red line / contacted or past it"), .beside = N_("%lld still have time"), .detail = DETAIL_LATE, .channels = "complaint_channel", .sql = &figure_sql_51 },
    { .id = "KPI-52", .key = "response_in_time", .name = N_("First responses in time"), .rules = "CMP-11 SLA-08 POL-01", .usual = SPAN_MONTH,
      .formula = N_("answered by the red line / answered or past it"), .beside = N_("%lld still have time"), .detail = DETAIL_LATE, .channels = "complaint_channel", .sql = &figure_sql_52 },
    { .id = "KPI-52w", .key = "response_by_warning", .name = N_("the same, by the warning line"), .rules = "CMP-11 SLA-08", .usual = SPAN_MONTH,
      .formula = N_("answered by the warning line / answered or past it"), .beside = N_("%lld still have time"), .detail = DETAIL_LATE, .channels = "complaint_channel", .sql = &figure_sql_52w },
    { .id = "KPI-53", .key = "plan_in_time", .name = N_("Plans in time"), .rules = "CMP-11 SLA-09 POL-02", .usual = SPAN_MONTH,
      .formula = N_("plan given by the red line / plan given or past it"), .beside = N_("%lld still have time"), .detail = DETAIL_LATE, .channels = "complaint_channel", .sql = &figure_sql_53 },
    { .id = "KPI-53w", .key = "plan_by_warning", .name = N_("the same, by the warning line"), .rules = "CMP-11 SLA-09", .usual = SPAN_MONTH,
      .formula = N_("plan given by the warning line / plan given or past it"), .beside = N_("%lld still have time"), .detail = DETAIL_LATE, .channels = "complaint_channel", .sql = &figure_sql_53w },
    { .id = "KPI-54", .key = "onsite_in_time", .name = N_("On site in time"), .rules = "CMP-12 SLA-10", .usual = SPAN_MONTH,
      .formula = N_("on site by the red line / emergencies"), .beside = N_("%lld still have time"), .detail = DETAIL_LATE, .channels = "complaint_channel", .sql = &figure_sql_54 },
    { .id = "KPI-55", .key = "settled", .name = N_("Settled"), .rules = "CMP-24", .usual = SPAN_MONTH,
      .formula = N_("closed by now / received"), .beside = N_("%lld were merged into others"), .channels = "complaint_channel", .sql = &figure_sql_55 },
    { .id = "KPI-56", .key = "reopened", .name = N_("Reopened (share)"), .rules = "CMP-23", .usual = SPAN_MONTH, .falling_good = true,
      .formula = N_("reopened / settled"), .beside = N_("%lld received in the period are not settled yet"), .channels = "complaint_channel", .sql = &figure_sql_56 },
    { .id = "KPI-34", .key = "first_time_right", .name = N_("Repaired at the first go"), .rules = "MOM-29", .usual = SPAN_MONTH,
      .formula = N_("matters repaired without a second go / matters repaired"), .beside = N_("%lld are not done yet"), .channels = "complaint_channel", .sql = &figure_sql_34 },
    { .id = "KPI-71", .key = "systemic_bettered", .name = N_("Systemic ones bettered"), .rules = "CMP-25 CMP-41", .usual = SPAN_QUARTER,
      .formula = N_("bettered and verified / judged systemic"), .beside = N_("%lld have no entry in the defect library yet"), .channels = "complaint_channel", .sql = &figure_sql_71 },
};
const size_t hotline_figures_count = COUNT(hotline_figures);
