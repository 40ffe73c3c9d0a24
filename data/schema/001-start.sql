-- Money is in fen, areas in 1/100 m2, moments in UTC seconds, days as 'YYYY-MM-DD'.
-- Codes are those of the choice lists. Every table of records carries `entry`: the journal
-- entry that last wrote the row.

CREATE TABLE site (number INTEGER PRIMARY KEY, name TEXT NOT NULL, here INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE journal_entry (
    id INTEGER PRIMARY KEY,
    site INTEGER NOT NULL,
    seq INTEGER NOT NULL,               -- position in the site's chain, from 1
    at INTEGER NOT NULL,
    staff INTEGER NOT NULL,             -- 0: the command line
    desk TEXT NOT NULL,
    action TEXT NOT NULL,
    flags INTEGER NOT NULL,
    subjects TEXT NOT NULL,             -- 'kind:id kind:id', part of the hash
    digest BLOB NOT NULL,               -- of the payload
    hash BLOB NOT NULL,                 -- BLAKE2b over the predecessor's hash and this entry
    UNIQUE (site, seq)
) STRICT;
CREATE INDEX journal_entry_desk ON journal_entry (staff, desk, id);
CREATE INDEX journal_entry_at ON journal_entry (at);
CREATE TABLE journal_subject (
    kind TEXT NOT NULL, subject INTEGER NOT NULL, entry INTEGER NOT NULL,
    PRIMARY KEY (kind, subject, entry)
) STRICT, WITHOUT ROWID;
CREATE TABLE journal_payload (
    entry INTEGER PRIMARY KEY,
    summary TEXT, args TEXT, changes BLOB,
    erased INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE staff (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    phone TEXT,
    roles TEXT,                         -- codes of the 50 roles, joined by blanks
    projects TEXT,
    state TEXT NOT NULL DEFAULT 'active',
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE login_state (
    staff INTEGER PRIMARY KEY,
    secret TEXT,                        -- Argon2id; NULL: no password set yet
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0,
    last_at INTEGER
) STRICT;

CREATE TABLE project (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    short TEXT,
    opens_on TEXT, first_handover_on TEXT,
    delivery_kind TEXT,
    sales_manager INTEGER REFERENCES staff,
    hotline TEXT, address TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'preparing',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX project_name ON project (name);

CREATE TABLE building (
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    name TEXT NOT NULL,                 -- '5', '5A'
    units INTEGER, floors INTEGER,
    delivery_kind TEXT,
    completed_on TEXT, handover_on TEXT,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, name)
) STRICT;

CREATE TABLE home (
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    building INTEGER NOT NULL REFERENCES building,
    unit TEXT NOT NULL,
    room TEXT NOT NULL,
    code TEXT NOT NULL,                 -- '3-1-1203'
    layout TEXT,
    area_contract INTEGER, area_registered INTEGER,
    price_unit INTEGER, price_total INTEGER,
    facing TEXT,
    delivery_kind TEXT,
    in_presale INTEGER,
    environment TEXT,
    showroom INTEGER,
    completed_on TEXT, handover_on TEXT, moved_in_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'for_sale',
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, code)
) STRICT;
CREATE INDEX home_code ON home (code);
CREATE INDEX home_room ON home (room);
CREATE INDEX home_building ON home (building, unit, room);

CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sex TEXT, form TEXT,
    idcard TEXT,
    born_on TEXT,
    occupation TEXT, occupation_words TEXT,
    channel TEXT, channel_words TEXT,
    project INTEGER REFERENCES project,
    consultant INTEGER REFERENCES staff,
    importance TEXT, star INTEGER,
    consent TEXT, consent_on TEXT,      -- purposes of recording agreed to
    refused INTEGER,                    -- 1: does not want to leave a contact
    refused_why TEXT,
    no_messages INTEGER,                -- 1: no mass messages
    quiet_from INTEGER, quiet_to INTEGER,   -- minutes of the day: do not ring
    likes TEXT, avoid TEXT,
    family TEXT, age TEXT, needs TEXT,
    health TEXT, character TEXT,
    note TEXT,
    merged_into INTEGER REFERENCES customer,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX customer_name ON customer (name);
CREATE INDEX customer_idcard ON customer (idcard) WHERE idcard IS NOT NULL;
CREATE INDEX customer_merged ON customer (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX customer_birthday ON customer (substr(born_on, 6)) WHERE born_on IS NOT NULL;

CREATE TABLE customer_phone (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer,
    number TEXT NOT NULL,
    place INTEGER NOT NULL DEFAULT 1,   -- 1: the one to ring first
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (customer, number)
) STRICT;
CREATE INDEX customer_phone_number ON customer_phone (number);
CREATE INDEX customer_phone_place ON customer_phone (customer, place, id, number);  -- the first to ring, out of the index alone

CREATE TABLE relation (                 -- household: two people, seen from the first
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer,
    other INTEGER NOT NULL REFERENCES customer,
    kind TEXT NOT NULL,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (customer, other)
) STRICT;
CREATE INDEX relation_other ON relation (other);

CREATE TABLE ownership (
    id INTEGER PRIMARY KEY,
    home INTEGER NOT NULL REFERENCES home,
    customer INTEGER NOT NULL REFERENCES customer,
    kind TEXT,
    subscribed_on TEXT, signed_on TEXT, handover_on TEXT,
    cancelled_on TEXT,                  -- subscription cancelled or home returned
    ended_on TEXT,                      -- resold
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (home, customer)
) STRICT;
CREATE INDEX ownership_customer ON ownership (customer);

CREATE TABLE vehicle (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer,
    home INTEGER REFERENCES home,
    plate TEXT NOT NULL,
    kind TEXT,
    from_on TEXT, to_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'active',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX vehicle_plate ON vehicle (plate);
CREATE INDEX vehicle_customer ON vehicle (customer);

CREATE TABLE reception (                -- a call or a walk-in
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- JD261122-A009
    kind TEXT NOT NULL CHECK (kind IN ('call', 'walk_in')),
    project INTEGER REFERENCES project,
    customer INTEGER REFERENCES customer,
    phone TEXT, name TEXT,              -- as given this time
    form TEXT,
    staff INTEGER REFERENCES staff,
    consultant INTEGER REFERENCES staff,
    began_at INTEGER NOT NULL,          -- first ring, or entry through the door
    answered_at INTEGER, ended_at INTEGER,
    rings INTEGER,
    forwarded INTEGER, backup INTEGER REFERENCES staff,
    first INTEGER,                      -- 1 first, 0 repeat
    need TEXT, channel TEXT, channel_words TEXT,
    party INTEGER,
    focus TEXT, latent TEXT, topics TEXT, told TEXT,
    occupation TEXT,
    greeted INTEGER, introduced INTEGER, more_asked INTEGER, intro INTEGER,
    invited TEXT,
    refused INTEGER, refused_why TEXT,
    next_step TEXT, next_at INTEGER,
    result TEXT,
    on_paper INTEGER, original_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX reception_customer ON reception (customer, began_at);
CREATE INDEX reception_began ON reception (began_at);
CREATE INDEX reception_tail ON reception (substr(number, -3), began_at, number);     -- numbers are found by their end
CREATE INDEX reception_open ON reception (began_at) WHERE state = 'open';

CREATE TABLE question (                 -- what was asked, and what became of it (RCP-26)
    id INTEGER PRIMARY KEY,
    reception INTEGER NOT NULL REFERENCES reception,
    place INTEGER NOT NULL,
    text TEXT NOT NULL,
    topic TEXT,
    answered INTEGER NOT NULL DEFAULT 0,
    answer TEXT,
    promised_at INTEGER,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX question_reception ON question (reception, place);

CREATE TABLE viewing (                  -- RCP-54
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    project INTEGER REFERENCES project,
    customer INTEGER REFERENCES customer,
    name TEXT, phone TEXT, refused INTEGER,
    at INTEGER NOT NULL, minutes INTEGER NOT NULL DEFAULT 60,
    party INTEGER,
    homes TEXT, needs TEXT,
    consultant INTEGER REFERENCES staff,
    reception INTEGER REFERENCES reception,
    channel TEXT,
    result TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'booked',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX viewing_tail ON viewing (substr(number, -3), at, number);
CREATE INDEX viewing_at ON viewing (at);
CREATE INDEX viewing_customer ON viewing (customer);

CREATE TABLE task (                     -- what somebody owes by some time
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,                -- table of the matter
    matter INTEGER NOT NULL,            -- its id
    turn INTEGER NOT NULL DEFAULT 0,    -- for kinds that come again for the same matter
    customer INTEGER REFERENCES customer,
    home INTEGER REFERENCES home,
    project INTEGER REFERENCES project,
    role TEXT, staff INTEGER REFERENCES staff,
    text TEXT NOT NULL,
    rule TEXT NOT NULL,
    policy_warn TEXT, policy_red TEXT,  -- expressions the lines were counted by; NULL: set by hand
    started INTEGER NOT NULL,
    anchor INTEGER,                     -- the date the matter brought, for lines counted back
    warn INTEGER NOT NULL, due INTEGER NOT NULL,
    plan INTEGER NOT NULL DEFAULT 0,    -- 1: a planning limit, never escalated (SLA-01)
    done INTEGER, done_by INTEGER, outcome TEXT,
    level INTEGER NOT NULL DEFAULT 0,   -- escalations so far
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, about, matter, turn)
) STRICT;
-- What lists and counts of the open ones look at stands in the index itself.
CREATE INDEX task_open_due ON task (due, staff, role, level, project, kind, done) WHERE done IS NULL;
CREATE INDEX task_open_kind ON task (kind, staff, role, level, project, due, done) WHERE done IS NULL;
CREATE INDEX task_uncrossed ON task (warn) WHERE done IS NULL AND level < 2;
CREATE INDEX task_matter ON task (about, matter);
CREATE INDEX task_customer ON task (customer) WHERE customer IS NOT NULL;
CREATE INDEX task_home ON task (home) WHERE home IS NOT NULL;
CREATE TABLE task_pause (               -- TIME-07: only the customer's wish stops a clock
    id INTEGER PRIMARY KEY,
    task INTEGER NOT NULL REFERENCES task,
    from_at INTEGER NOT NULL, to_at INTEGER NOT NULL,
    confirmed_by TEXT NOT NULL, confirmed_at INTEGER NOT NULL,
    why TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX task_pause_task ON task_pause (task);

CREATE TABLE policy (                   -- the company's own values; the rest are the defaults compiled in
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    why TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE list_entry (
    id INTEGER PRIMARY KEY,
    list TEXT NOT NULL, code TEXT NOT NULL,
    text TEXT NOT NULL, initials TEXT,
    other INTEGER NOT NULL DEFAULT 0,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'active',
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (list, code)
) STRICT;

CREATE TABLE calendar_day (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL UNIQUE,
    work INTEGER NOT NULL,
    name TEXT, notice TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE template (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL, version INTEGER NOT NULL,
    name TEXT NOT NULL, channel TEXT,
    text TEXT NOT NULL,
    from_on TEXT, approver INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (code, version)
) STRICT;

CREATE TABLE message (                  -- the outbox
    id INTEGER PRIMARY KEY,
    template TEXT, version INTEGER,
    customer INTEGER REFERENCES customer,
    phone TEXT NOT NULL,                -- '' while it is held for want of one
    text TEXT NOT NULL,
    task INTEGER REFERENCES task,
    mass INTEGER NOT NULL DEFAULT 0,    -- 1: to many at once, kept from those who refused
    due_at INTEGER NOT NULL,
    sent_at INTEGER,                    -- when it was handed over
    tries INTEGER NOT NULL DEFAULT 0, error TEXT,
    gate TEXT, why TEXT,                -- why it is held: code of contact_gate, words; also why it was cancelled
    state TEXT NOT NULL DEFAULT 'waiting'
        CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'held', 'cancelled')),
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX message_state ON message (state, due_at);
CREATE INDEX message_customer ON message (customer);

-- ---- registers -------------------------------------------------------------------

CREATE TABLE permit (                   -- RCP-39
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    kind TEXT NOT NULL, number TEXT,
    issuer TEXT, issued_on TEXT, expires_on TEXT,
    buildings TEXT, copy_at TEXT,
    defect TEXT,                        -- what is not in order, told to every customer (RCP-41)
    note TEXT,
    state TEXT NOT NULL DEFAULT 'pending',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE adverse_factor (           -- RCP-32
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    scope TEXT NOT NULL, kind TEXT,
    text TEXT NOT NULL,
    buildings TEXT,                     -- names separated by blanks; NULL: the whole project
    approver INTEGER REFERENCES staff,
    shown_on TEXT, shown_at TEXT, photo TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE adverse_notice (           -- a customer was told and signed
    id INTEGER PRIMARY KEY,
    factor INTEGER NOT NULL REFERENCES adverse_factor,
    customer INTEGER NOT NULL REFERENCES customer,
    home INTEGER REFERENCES home,
    told_on TEXT NOT NULL, signed_on TEXT,
    signer TEXT, relation TEXT,         -- who signed, and what to the customer where it was another
    note TEXT,
    state TEXT NOT NULL DEFAULT 'told',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX adverse_notice_customer ON adverse_notice (customer);

CREATE TABLE duty (                     -- RCP-03, RCP-17
    id INTEGER PRIMARY KEY,
    project INTEGER REFERENCES project,
    day TEXT NOT NULL,
    kind TEXT NOT NULL,                 -- desk, hotline, backup
    from_min INTEGER NOT NULL, to_min INTEGER NOT NULL,     -- to <= from: past midnight
    staff INTEGER NOT NULL REFERENCES staff,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX duty_day ON duty (day);

CREATE TABLE venue_check (              -- RCP-20, RCP-21
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    day TEXT NOT NULL,
    checker INTEGER NOT NULL REFERENCES staff,
    passed TEXT, faulty TEXT,           -- codes of venue items: in order, not in order
    faults TEXT,                        -- what is wrong, in words
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, day)
) STRICT;

CREATE TABLE document (                 -- REC-41: three signatures before it is in force
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL, number TEXT, title TEXT NOT NULL, version TEXT NOT NULL,
    project INTEGER REFERENCES project,
    place TEXT, changes TEXT,
    author INTEGER REFERENCES staff, authored_on TEXT,
    reviewer INTEGER REFERENCES staff, reviewed_on TEXT,
    approver INTEGER REFERENCES staff, in_force_on TEXT,
    told TEXT, told_on TEXT,            -- roles to be told; the day when the last was
    note TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE document_notice (          -- who is to be told of a version in force
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document,
    staff INTEGER NOT NULL REFERENCES staff,
    told_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'to_tell',
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (document, staff)
) STRICT;

CREATE TABLE intro (                    -- RCP-07: the project's introduction, by version
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    version INTEGER NOT NULL,
    text TEXT NOT NULL,
    from_on TEXT, approver INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, version)
) STRICT;

CREATE TABLE attachment (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL, number TEXT, title TEXT NOT NULL,
    place TEXT NOT NULL,                -- where the paper or file lies
    project INTEGER REFERENCES project, customer INTEGER REFERENCES customer, home INTEGER REFERENCES home,
    received_on TEXT,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE stop_list (                -- whom no mass message may reach
    id INTEGER PRIMARY KEY,
    phone TEXT NOT NULL UNIQUE,
    customer INTEGER REFERENCES customer,
    reason TEXT, since_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'active',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX stop_list_customer ON stop_list (customer) WHERE customer IS NOT NULL;

-- ---- finding ---------------------------------------------------------------------
-- The rowid of find is the recency rank: FTS5 walks it downwards and stops early.
-- Its tokenizer takes everything beyond ASCII for part of a token: what we cut as one stays one.
CREATE VIRTUAL TABLE find USING fts5(t, content='', detail=none, prefix='1 2 3 4 5 6', tokenize="ascii tokenchars '-'");
-- source: what the index entry was made of; its tokens are a pure function of it, needed to take it out again.
CREATE TABLE find_rank (customer INTEGER PRIMARY KEY, rank INTEGER NOT NULL UNIQUE, source TEXT NOT NULL) STRICT;
CREATE TABLE find_pending (customer INTEGER PRIMARY KEY) STRICT;
