/* Keys as the program sees them, decoded from what terminals really send. */
#ifndef QT_UI_KIT_KEY_H
#define QT_UI_KIT_KEY_H

#include <stdbool.h>
#include <stdint.h>

enum key_kind {
    KEY_NOTHING,        /* no key within the time allowed */
    KEY_CHAR,           /* a character: cp */
    KEY_CTRL,           /* Ctrl with a letter: cp is 'a' ... 'z' (Enter, Tab, Esc, Backspace have kinds of their own) */
    KEY_FN,             /* a function key: number 1 ... 12 */
    KEY_ENTER, KEY_TAB, KEY_BACKTAB, KEY_ESC, KEY_BACKSPACE, KEY_DELETE, KEY_INSERT,
    KEY_UP_, KEY_DOWN_, KEY_LEFT_, KEY_RIGHT_, KEY_HOME_, KEY_END_, KEY_PGUP, KEY_PGDN,
    KEY_PASTE,          /* a bracketed paste, whole: paste points to its UTF-8, lent until the next key */
    KEY_RESIZED,        /* the terminal has another size */
    KEY_HANGUP,         /* SIGHUP, SIGTERM or end of input: save drafts and go */
};

struct key {
    enum key_kind kind;
    uint32_t cp;
    int number;
    const char *paste;
};

/* Make one key out of the bytes of a terminal: a pure machine, tested by a table of real terminals' bytes. */
struct key_decoder;
enum key_charset { KEYS_UTF8, KEYS_GB18030, KEYS_GBK, KEYS_ASCII };

struct key_decoder *key_decoder_new(enum key_charset charset);
void key_decoder_free(struct key_decoder **d);
void key_decoder_feed(struct key_decoder *d, const void *bytes, int size);
/* The next complete key. final: no more bytes came within the waiting time, so a lone Esc is an Esc
 * and an incomplete character is dropped. False: nothing complete yet. */
bool key_decoder_next(struct key_decoder *d, bool final, struct key *out);
/* Would key_decoder_next give a key without waiting? Takes nothing away. */
bool key_decoder_ready(struct key_decoder *d);
/* Bytes are pending that may become a key: wait so many ms after the last byte (25 for an Esc, 50 for a character
 * or a sequence, more inside a paste) before asking finally. 0: none. */
int key_decoder_wait(const struct key_decoder *d);
/* Bad bytes since the last call. */
int key_decoder_bad(struct key_decoder *d);

/* The ASCII twin of a full-width or Chinese punctuation character typed with the input method on
 * (？ -> ?, 、 -> /, ／ -> /, ： -> :, ＋ -> +, U+3000 -> blank, ａ -> a), else cp itself. For commands, not for text. */
uint32_t key_twin(uint32_t cp);

#endif
