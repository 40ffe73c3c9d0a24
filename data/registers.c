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
};
const size_t registers_count = COUNT(registers);
