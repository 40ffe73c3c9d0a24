/* The reports, each in a file of its own. */
#ifndef QT_DATA_REPORT_PRIVATE_H
#define QT_DATA_REPORT_PRIVATE_H

#include "data/report.h"

/* The figures of a set as a table. title: translated. */
bool report_figures(struct office *o, const struct report_wish *w, enum figure_set set, const char *title, struct arena *a, struct report_table *out,
                    struct err *err);

extern const struct report report_hotline_day, report_complaints, report_sla, report_abc, report_departments, report_defects, report_complaint_followup,
    report_complaint_quality, report_escalations;
extern const struct report report_reception, report_needs, report_stages, report_quality;

#endif
