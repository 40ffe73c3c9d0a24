/* Each register by its name from the menu and the palette: one row a register, in the order of the menu. */
#include "ui/screens/registers.h"

#include "base/lang.h"
#include "ui/screens/register.h"

#include <string.h>

/* The command's id names the register. */
static void
run_go(struct screen *sc)
{
    register_open(sc->app, reg_get(strchr(sc->app->running->id, '.') + 1));
}

#define GO_BY(right_, name, many_) \
    { .id = "go." name, .right = right_, .bar = many_, .help = N_("Opens this register."), .run = run_go }
#define GO(name, many_) GO_BY("see screen.registers", name, many_)

const struct command registers_go[] = {
    GO("project", N_("Projects")),
    GO("building", N_("Buildings")),
    GO("home", N_("Homes")),
    GO_BY("see screen.staff", "staff", N_("Staff")),
    GO_BY("see screen.reception", "viewing", N_("Viewings")),
    GO_BY("see screen.reception", "first_contact", N_("First contacts")),
    GO_BY("see screen.reception", "claim", N_("Verdicts on customers")),
    GO_BY("see screen.reception", "turn", N_("Rota")),
    GO("permit", N_("Permits")),
    GO("adverse_factor", N_("Adverse factors")),
    GO("adverse_notice", N_("Notices of adverse factors")),
    GO("duty", N_("Duty roster")),
    GO("venue_check", N_("Venue checks")),
    GO("intro", N_("Introductions")),
    GO("template", N_("Templates")),
    GO("document", N_("Documents")),
    GO("document_notice", N_("Notices of documents")),
    GO("commitment", N_("Promises")),
    GO("knowledge", N_("Knowledge")),
    GO("case_study", N_("Cases")),
    GO_BY("see screen.report", "call_score", N_("Sample scores")),
    GO("club_handover", N_("Hand-overs to the club")),
    GO("attachment", N_("Attachments")),
    GO("vehicle", N_("Vehicles")),
    GO("stop_list", N_("Stop list")),
    GO("improvement", N_("Improvements")),
    GO("list_entry", N_("Lists of choices")),
    GO("calendar_day", N_("Calendar")),
    GO("display_item", N_("On display")),
    GO("risk_check", N_("Risk check before opening")),
    GO("hotline_test", N_("Hotline tests")),
    GO("told_notice", N_("Notices to customers")),
    GO("service_card", N_("Service cards")),
    GO("consult", N_("Papers looked at")),
    GO("recommendation", N_("Homes recommended")),
    GO("ad_copy", N_("Wordings of advertisements")),
    GO("property_event", N_("Gatherings of the property company")),
    GO("event_guest", N_("Guests of gatherings")),
    GO_BY("see screen.complaint", "repair_plan", N_("Repair plans")),
    GO_BY("see screen.complaint", "repair_order", N_("Repair orders")),
    GO_BY("see screen.complaint", "complaint_loss", N_("Losses")),
    GO_BY("see screen.complaint", "cause_report", N_("Cause reports")),
    GO_BY("see screen.complaint", "mediation", N_("Mediations")),
    GO_BY("see screen.complaint", "defect_entry", N_("Defect library")),
    GO_BY("see screen.report", "complaint_score", N_("Scores of complaints")),
    GO_BY("see screen.complaint", "prevention_check", N_("Prevention checks")),
    GO_BY("see screen.registers", "vip_method", N_("Methods for important customers")),
    GO_BY("see screen.complaint", "service_channel", N_("Service channels")),
    GO_BY("see screen.complaint", "environment_test", N_("Environment tests")),
    GO_BY("see screen.complaint", "fee_arrears", N_("Fees not paid")),
    GO_BY("see screen.complaint", "property_account", N_("Property accounts")),
    GO_BY("see screen.complaint", "security_incident", N_("Security incidents")),
    GO_BY("see screen.complaint", "security_talk", N_("Security talks")),
    GO_BY("see screen.complaint", "construction_notice", N_("Construction notices")),
    GO_BY("see screen.complaint", "disturbed_home", N_("Disturbed homes")),
    { 0 }
};
