/* The channels through which customers reach the company (CH-01 to CH-08). */
#ifndef QT_DATA_SERVICE_CHANNEL_H
#define QT_DATA_SERVICE_CHANNEL_H

#include "data/register.h"

/* Action service_channel.make: a row for each channel of the list; twice makes nothing new. project 0: of the company. */
bool service_channels_make(struct office *o, int64_t project, struct err *err);

#endif
