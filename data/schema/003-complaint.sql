-- The hotline desk: what customers bring, its clocks, the work it makes, what is learnt from it.
-- Every register carries note and entry, and state where it has states, as those of step 1 do.

CREATE TABLE vip_method (               -- F-444: how the complaint of an important customer is handled, by version
    id INTEGER PRIMARY KEY,
    project INTEGER REFERENCES project,
    title TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 1,
    steps TEXT NOT NULL,                -- one a line
    from_on TEXT, approver INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE defect_entry (             -- CMP-40, CMP-41: what comes again and again, and what is done about it
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- QX261122-A001
    complaint INTEGER REFERENCES complaint,     -- the matter that it was first seen in
    moment TEXT NOT NULL,               -- code of the list moment
    name TEXT NOT NULL,
    place TEXT,                         -- code of the list home_place
    projects TEXT, homes INTEGER,       -- where, and in how many homes it was found
    first_on TEXT,
    source TEXT,                        -- list defect_source: complaint, follow-up, check-up, inspection
    cause TEXT, measure TEXT, lesson TEXT,
    role TEXT,                          -- who must better it
    due_on TEXT, done_on TEXT,
    verifier INTEGER REFERENCES staff, verified_on TEXT, verified_how TEXT,
    merged_into INTEGER REFERENCES defect_entry,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'open',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX defect_entry_moment ON defect_entry (moment, place);

CREATE TABLE complaint (                -- a complaint, repair, enquiry or suggestion (CMP-03)
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- TS261122-A014
    project INTEGER REFERENCES project,
    class TEXT NOT NULL CHECK (class IN ('1', '2', '3', '4')),
    channel TEXT NOT NULL DEFAULT '1',
    received_at INTEGER NOT NULL,
    staff INTEGER REFERENCES staff,     -- who took it
    customer INTEGER REFERENCES customer,
    phone TEXT, name TEXT, form TEXT,   -- as given this time
    relation TEXT,                      -- what the caller is to the home
    home INTEGER REFERENCES home,
    building INTEGER REFERENCES building,       -- the home's, or what is meant where no home is
    category TEXT,                      -- code of the list complaint_category
    moment TEXT,                        -- MOM-07 is 07, 00 other; follows from the category
    also TEXT,                          -- further moments
    place TEXT, severity TEXT, severity_why TEXT,
    urgency TEXT NOT NULL DEFAULT '1', emergency TEXT, urgent_at INTEGER,
    mood TEXT,
    words TEXT NOT NULL,                -- the customer's own
    summary TEXT, wants TEXT, loss TEXT, attachments TEXT,
    promise TEXT, promised_at INTEGER,  -- what the customer was told, and by when it will be done
    source TEXT,                        -- number elsewhere, of a matter that was imported
    major INTEGER, major_by INTEGER REFERENCES staff, major_on TEXT, major_why TEXT,    -- CMP-15
    important INTEGER,                  -- 1: the fast path holds (CMP-17)
    method INTEGER REFERENCES vip_method,       -- the version that it began with
    department TEXT, role TEXT,         -- codes of roles: who answers for it, who does it
    handler INTEGER REFERENCES staff,
    dispatched_at INTEGER,
    contacted_at INTEGER, contact_result TEXT,
    responded_at INTEGER, response TEXT,
    planned_at INTEGER, agreed_at INTEGER,
    arrived_at INTEGER, arrived_by TEXT,
    progress_at INTEGER,                -- the last progress that was told
    done_at INTEGER, result TEXT, result_words TEXT,
    confirmed_at INTEGER, confirmed_how TEXT, confirmed_by TEXT,
    followed_up_at INTEGER,
    closed_at INTEGER, closed_by INTEGER REFERENCES staff,
    reopened INTEGER NOT NULL DEFAULT 0, reopened_at INTEGER, reopened_why TEXT,
    systemic TEXT, systemic_why TEXT, judged_by INTEGER REFERENCES staff, judged_on TEXT,     -- CMP-25
    defect INTEGER REFERENCES defect_entry,
    incident INTEGER,                   -- 1: stands for many; carries the clocks of its children
    parent INTEGER REFERENCES complaint,
    same_as INTEGER REFERENCES complaint,       -- merged into that one
    goodwill TEXT, goodwill_cost INTEGER, goodwill_by INTEGER REFERENCES staff, goodwill_reply TEXT,   -- CMP-31
    keep_until TEXT,                    -- REC-40
    note TEXT,
    state TEXT NOT NULL DEFAULT 'registered',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX complaint_received ON complaint (received_at);
CREATE INDEX complaint_tail ON complaint (substr(number, -3), received_at, number);
CREATE INDEX complaint_open ON complaint (received_at) WHERE state NOT IN ('closed', 'merged');
CREATE INDEX complaint_customer ON complaint (customer, received_at);
CREATE INDEX complaint_home ON complaint (home, received_at) WHERE home IS NOT NULL;
CREATE INDEX complaint_building ON complaint (building, moment, received_at) WHERE building IS NOT NULL;
CREATE INDEX complaint_moment ON complaint (moment, received_at);
CREATE INDEX complaint_phone ON complaint (phone, received_at) WHERE phone IS NOT NULL;
CREATE INDEX complaint_handler ON complaint (handler) WHERE handler IS NOT NULL AND state NOT IN ('closed', 'merged');
CREATE INDEX complaint_parent ON complaint (parent) WHERE parent IS NOT NULL;
CREATE INDEX complaint_same ON complaint (same_as) WHERE same_as IS NOT NULL;
CREATE INDEX complaint_closed ON complaint (closed_at) WHERE closed_at IS NOT NULL;
CREATE UNIQUE INDEX complaint_source ON complaint (source) WHERE source IS NOT NULL;

CREATE TABLE complaint_turn (           -- how it was seen from a moment on: the clocks are counted from these
    id INTEGER PRIMARY KEY,
    complaint INTEGER NOT NULL REFERENCES complaint,
    at INTEGER NOT NULL,
    class TEXT NOT NULL, severity TEXT, urgent INTEGER NOT NULL, important INTEGER NOT NULL,
    round INTEGER NOT NULL DEFAULT 0,   -- how often it had been reopened
    staff INTEGER REFERENCES staff, why TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX complaint_turn_complaint ON complaint_turn (complaint, at);

CREATE TABLE complaint_step (           -- F-445: every state it was in, by whom and when; never changed
    id INTEGER PRIMARY KEY,
    complaint INTEGER NOT NULL REFERENCES complaint,
    at INTEGER NOT NULL,
    old TEXT, new TEXT NOT NULL,
    staff INTEGER REFERENCES staff, why TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX complaint_step_complaint ON complaint_step (complaint, at);

CREATE TABLE complaint_progress (       -- REC-31: only added to (CMP-16)
    id INTEGER PRIMARY KEY,
    complaint INTEGER NOT NULL REFERENCES complaint,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,                 -- list progress_kind: progress, told the owner, question, correction, note
    staff INTEGER REFERENCES staff,
    text TEXT NOT NULL, next TEXT,
    told_at INTEGER,                    -- when the owner was told by phone (CMP-10)
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX complaint_progress_complaint ON complaint_progress (complaint, at);

CREATE TABLE complaint_notice (         -- CMP-08: who was told, how, and who said on the phone that it arrived
    id INTEGER PRIMARY KEY,
    complaint INTEGER NOT NULL REFERENCES complaint,
    role TEXT, person INTEGER REFERENCES staff, phone TEXT,
    why TEXT,                           -- list notice_why: dispatch, escalation
    text TEXT NOT NULL,
    mailed_at INTEGER, texted_at INTEGER, message INTEGER REFERENCES message,
    confirmed_at INTEGER, confirmed_by TEXT, confirmer INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'sent',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX complaint_notice_complaint ON complaint_notice (complaint);
CREATE INDEX complaint_notice_waiting ON complaint_notice (id) WHERE confirmed_at IS NULL;

CREATE TABLE complaint_tick (           -- steps of a playbook done, by whom and when (F-429)
    id INTEGER PRIMARY KEY,
    complaint INTEGER NOT NULL REFERENCES complaint,
    playbook TEXT NOT NULL,             -- 'MOM-07', 'VIP'
    place INTEGER NOT NULL,
    text TEXT NOT NULL,                 -- as it read then
    at INTEGER NOT NULL, staff INTEGER REFERENCES staff,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (complaint, playbook, place)
) STRICT;

CREATE TABLE complaint_loss (           -- CMP-18
    id INTEGER PRIMARY KEY,
    complaint INTEGER NOT NULL REFERENCES complaint,
    item TEXT NOT NULL, number INTEGER, photo TEXT,
    estimate INTEGER, agreed INTEGER,   -- fen
    liable TEXT, liable_why TEXT,       -- list liable_party
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX complaint_loss_complaint ON complaint_loss (complaint);

CREATE TABLE cause_report (             -- REC-34: why it happened, told to the owner
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- YY261122-A001
    complaint INTEGER NOT NULL REFERENCES complaint,
    photos TEXT, found TEXT NOT NULL, cause TEXT NOT NULL, liable TEXT,
    told_on TEXT, author INTEGER REFERENCES staff, approver INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX cause_report_complaint ON cause_report (complaint);

CREATE TABLE repair_plan (              -- CMP-19: plan, approval, the customer's consent, the agreement (REC-32)
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- FA261122-A001
    complaint INTEGER NOT NULL REFERENCES complaint,
    text TEXT NOT NULL, amount INTEGER NOT NULL DEFAULT 0,      -- fen paid to the customer
    begin_on TEXT, end_on TEXT,
    approver INTEGER REFERENCES staff, approved_on TEXT,
    offered_on TEXT,
    agreement TEXT,                     -- number of the signed agreement
    signer TEXT, signer_relation TEXT, signed_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX repair_plan_complaint ON repair_plan (complaint);

CREATE TABLE repair_order (             -- sent to a team; not without an agreement where one is due
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- WX261122-A001
    complaint INTEGER NOT NULL REFERENCES complaint,
    plan INTEGER REFERENCES repair_plan,
    team TEXT NOT NULL, worker TEXT, text TEXT NOT NULL,
    come_at INTEGER, came_at INTEGER, done_on TEXT,
    again INTEGER,                      -- 1: the same had been repaired before (KPI-34)
    checked_on TEXT, checker INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'ordered',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX repair_order_complaint ON repair_order (complaint);

CREATE TABLE mediation (                -- CMP-20; no clock stops for it
    id INTEGER PRIMARY KEY,
    complaint INTEGER NOT NULL REFERENCES complaint,
    body TEXT NOT NULL, contact TEXT, accepted_on TEXT NOT NULL,
    ended_on TEXT, conclusion TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'running',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX mediation_complaint ON mediation (complaint);

CREATE TABLE complaint_followup (       -- Q-CMP-01 to 05 (CMP-22)
    id INTEGER PRIMARY KEY,
    complaint INTEGER NOT NULL REFERENCES complaint,
    round INTEGER NOT NULL DEFAULT 0,
    at INTEGER NOT NULL, staff INTEGER REFERENCES staff,
    closing INTEGER NOT NULL DEFAULT 1, -- 0: it is not done yet, the customer was only told how it stands
    reached INTEGER NOT NULL DEFAULT 1,
    solved INTEGER, speed INTEGER, manner INTEGER, quality INTEGER, left_over TEXT,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX complaint_followup_complaint ON complaint_followup (complaint);
CREATE INDEX complaint_followup_at ON complaint_followup (at);

CREATE TABLE complaint_score (          -- CMP-28: samples of how complaints were handled
    id INTEGER PRIMARY KEY,
    complaint INTEGER NOT NULL UNIQUE REFERENCES complaint,
    staff INTEGER NOT NULL REFERENCES staff,
    day TEXT NOT NULL,
    judge INTEGER REFERENCES staff, judged_on TEXT,
    polite INTEGER, patient INTEGER, plain INTEGER, responsible INTEGER,        -- 1 to 5
    remark TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'drawn',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX complaint_score_staff ON complaint_score (staff, day);

CREATE TABLE service_channel (          -- CH-01 to CH-08 (F-401)
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,              -- code of the list complaint_channel
    project INTEGER REFERENCES project,
    contact TEXT,                       -- number, address, place
    shown_at TEXT, keeper INTEGER REFERENCES staff,
    tested_on TEXT, works INTEGER,          -- the last test: was it answered
    note TEXT,
    state TEXT NOT NULL DEFAULT 'open',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE environment_test (         -- CMP-32
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- HJ261122-A001
    project INTEGER REFERENCES project,
    home INTEGER REFERENCES home, complaint INTEGER REFERENCES complaint,
    kind TEXT NOT NULL,                 -- list environment_kind: noise by day, by night, formaldehyde ...
    at INTEGER NOT NULL, spot TEXT,
    value INTEGER NOT NULL, allowed INTEGER NOT NULL,       -- in hundredths of the unit
    heard INTEGER,                      -- 1: within the limit, but the resident notices it
    institute TEXT, report TEXT,
    grade TEXT,                         -- list environment: over the limit, within it but felt, none
    tester INTEGER REFERENCES staff,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX environment_test_home ON environment_test (home);
CREATE INDEX environment_test_complaint ON environment_test (complaint);

CREATE TABLE fee_arrears (              -- CMP-33
    id INTEGER PRIMARY KEY,
    project INTEGER REFERENCES project,
    customer INTEGER NOT NULL REFERENCES customer, home INTEGER REFERENCES home,
    period TEXT NOT NULL, amount INTEGER,
    reason TEXT NOT NULL, reason_words TEXT,    -- list arrears_reason
    complaint INTEGER REFERENCES complaint,     -- what the company left undone
    talks TEXT, law_told_on TEXT, hardship TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'open',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX fee_arrears_customer ON fee_arrears (customer);
CREATE INDEX fee_arrears_complaint ON fee_arrears (complaint);

CREATE TABLE property_account (         -- CMP-34
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    period TEXT NOT NULL,               -- '2026-11'
    income INTEGER, expense INTEGER,    -- fen
    published_on TEXT, place TEXT,
    talk_on TEXT, talk TEXT,            -- what fees are made of, explained
    note TEXT,
    state TEXT NOT NULL DEFAULT 'due',
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, period)
) STRICT;

CREATE TABLE security_incident (        -- CMP-35
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- AQ261122-A001
    project INTEGER NOT NULL REFERENCES project,
    at INTEGER NOT NULL, place TEXT, text TEXT NOT NULL,
    home INTEGER REFERENCES home, customer INTEGER REFERENCES customer, complaint INTEGER REFERENCES complaint,
    police_at INTEGER, arrived_at INTEGER, case_number TEXT,
    comfort TEXT, comfort_on TEXT,
    devices TEXT, devices_on TEXT,
    review TEXT, review_on TEXT, measure TEXT, due_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'open',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX security_incident_customer ON security_incident (customer);
CREATE TABLE security_talk (            -- talks to owners, lessons for guards, contact with police and neighbourhood office
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    kind TEXT NOT NULL,                 -- list security_talk
    day TEXT NOT NULL, topic TEXT NOT NULL, place TEXT, heads INTEGER, lead INTEGER REFERENCES staff,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE construction_notice (      -- CMP-36: a later phase is begun beside people who live there
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    phase TEXT NOT NULL,
    begin_on TEXT NOT NULL,
    posted_on TEXT, posted_at TEXT, text TEXT,
    land_sign_on TEXT, plan_approval TEXT, trained_on TEXT,
    owner INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'planned',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE disturbed_home (           -- visited one by one
    id INTEGER PRIMARY KEY,
    notice INTEGER NOT NULL REFERENCES construction_notice,
    home INTEGER NOT NULL REFERENCES home, customer INTEGER REFERENCES customer,
    degree TEXT,
    visited_on TEXT, visitor INTEGER REFERENCES staff, measure TEXT,
    move_in_later INTEGER,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'to_visit',
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (notice, home)
) STRICT;
CREATE INDEX disturbed_home_customer ON disturbed_home (customer);

CREATE TABLE prevention_check (         -- F-430: what would have prevented it, gone through phase by phase
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    moment TEXT NOT NULL,
    place INTEGER NOT NULL,             -- P1 to P8
    round TEXT NOT NULL,                -- day the check list was made, or the name of a training
    text TEXT NOT NULL,
    result TEXT, finding TEXT,          -- list prevention_result
    role TEXT, due_on TEXT, done_on TEXT,
    checker INTEGER REFERENCES staff, checked_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'unchecked',
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, moment, place, round)
) STRICT;

ALTER TABLE case_study ADD COLUMN complaint INTEGER REFERENCES complaint;
ALTER TABLE case_study ADD COLUMN cause TEXT;
ALTER TABLE case_study ADD COLUMN handling TEXT;
ALTER TABLE case_study ADD COLUMN phase TEXT;           -- list moment_phase: design, works, sale, move-in, property
ALTER TABLE customer ADD COLUMN method_handler INTEGER REFERENCES staff;        -- CMP-17: who handles what this customer brings

-- Three levels (CMP-14): the third is told too.
DROP INDEX task_uncrossed;
CREATE INDEX task_uncrossed ON task (warn) WHERE done IS NULL AND level < 3;

-- ---- finding in what was said ------------------------------------------------------
-- Tokens are cut by us (data/engine/words.c): pairs of Han characters, words of letters and digits. The rowid is the rank, newest
-- highest; a text that changed gets a new one, and what stood under the old one is no longer reached.
CREATE VIRTUAL TABLE words_find USING fts5(t, content='', detail=none, tokenize="ascii");
CREATE TABLE words_rank (complaint INTEGER PRIMARY KEY, rank INTEGER NOT NULL UNIQUE, digest INTEGER NOT NULL) STRICT;
CREATE TABLE words_pending (complaint INTEGER PRIMARY KEY) STRICT;
