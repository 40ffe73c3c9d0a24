/* What data/message.c and data/message_send.c share. */
#ifndef QT_DATA_MESSAGE_PRIVATE_H
#define QT_DATA_MESSAGE_PRIVATE_H

#include "data/message.h"

/* May it go to this customer, where, when? phone: the number wanted, used where it is one of the customer's. */
struct message_gate {
    const char *code, *why;     /* NULL: it may go */
    const char *phone;          /* the number to use, "" none */
    moment due;                 /* moved out of quiet hours */
};
bool message_gate(struct office *o, int64_t customer, const char *phone, bool mass, moment due, struct arena *a,
                  struct message_gate *out, struct err *err);

/* Uncertain from here on: handed over before this moment and no result. */
moment message_uncertain_before(struct office *o);

#endif
