/* The registers of the product, each declared in a file of its own. */
#ifndef QT_DATA_REGISTERS_H
#define QT_DATA_REGISTERS_H

#include "data/register.h"

extern const struct reg *const registers[];
extern const size_t registers_count;

extern const struct reg project_register, building_register, home_register, customer_register, staff_register;
extern const struct reg permit_register, adverse_factor_register, adverse_notice_register;
extern const struct reg duty_register, venue_check_register;
extern const struct reg intro_register, template_register, document_register, document_notice_register;
extern const struct reg attachment_register, vehicle_register, stop_list_register;
extern const struct reg first_contact_register, claim_register, turn_register;
extern const struct reg improvement_register;
extern const struct reg commitment_register, knowledge_register, case_study_register;
extern const struct reg call_score_register, club_handover_register;
extern const struct reg list_entry_register, calendar_day_register;
extern const struct reg display_item_register, risk_check_register, hotline_test_register;
extern const struct reg told_notice_register, service_card_register, consult_register, recommendation_register;
extern const struct reg complaint_register, vip_method_register, repair_plan_register, repair_order_register, mediation_register;
extern const struct reg complaint_loss_register, cause_report_register, defect_entry_register, service_channel_register;
extern const struct reg environment_test_register, fee_arrears_register, property_account_register;
extern const struct reg security_incident_register, security_talk_register, construction_notice_register, disturbed_home_register;
extern const struct reg prevention_check_register, complaint_score_register;
extern const struct reg ad_copy_register, property_event_register, event_guest_register;

#endif
