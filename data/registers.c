#include "data/reception.h"
#include "data/registers.h"

/* In the order of the menu. */
const struct reg *const registers[] = {
    &project_register, &building_register, &home_register, &customer_register, &staff_register,
    &reception_register, &viewing_register, &complaint_register,
    &first_contact_register, &claim_register, &turn_register,
    &permit_register, &adverse_factor_register, &adverse_notice_register,
    &duty_register, &venue_check_register,
    &intro_register, &template_register, &document_register, &document_notice_register,
    &commitment_register, &knowledge_register, &case_study_register,
    &call_score_register, &club_handover_register,
    &attachment_register, &vehicle_register, &stop_list_register,
    &improvement_register,
    &list_entry_register, &calendar_day_register,
    &display_item_register, &risk_check_register, &hotline_test_register,
    &told_notice_register, &service_card_register, &consult_register, &recommendation_register,
    &ad_copy_register, &property_event_register, &event_guest_register,
    &repair_plan_register, &repair_order_register, &complaint_loss_register, &cause_report_register, &mediation_register,
    &defect_entry_register, &complaint_score_register, &prevention_check_register, &vip_method_register, &service_channel_register,
    &environment_test_register, &fee_arrears_register, &property_account_register, &security_incident_register, &security_talk_register,
    &construction_notice_register, &disturbed_home_register,
};
const size_t registers_count = COUNT(registers);
