/* The reports, each in a file of its own. */
#ifndef QT_DATA_REPORT_PRIVATE_H
#define QT_DATA_REPORT_PRIVATE_H

#include "data/report.h"

extern const struct report report_reception, report_needs, report_stages, report_quality;

#endif
