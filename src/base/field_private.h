/* What the rooms of field share: lists of options, and the world when there is none. */
#ifndef QT_BASE_FIELD_PRIVATE_H
#define QT_BASE_FIELD_PRIVATE_H

#include "base/field.h"

/* What was typed or stood in a file. */
struct field_input {
    const struct field *f;
    const struct field_env *env;
    struct arena *a;
    struct err *err;
    bool exact;                 /* a cell of a file: no initials, no beginnings, no short dates */
};

/* env, or a world with nothing in it. */
const struct field_env *field_world(const struct field_env *env);
const struct option_list *field_list(const struct field *f, const struct field_env *env);
const struct option *option_by_code(const struct option_list *list, const char *code, size_t size);

/* The one option that is meant by text, or NULL with err filled. */
const struct option *option_meant(const struct field_input *in, const char *text);
/* Several options separated by blanks or commas, as codes joined by blanks in the list's order. */
bool options_meant(const struct field_input *in, const char *text, struct value *out);
/* The record meant by text: what env->refs finds alone, or "#id". */
bool ref_meant(const struct field_input *in, const char *text, struct value *out);

#endif
