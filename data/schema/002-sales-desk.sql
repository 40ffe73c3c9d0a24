-- The sales desk in full: who came first, turns, what was told, promises, knowledge, quality.
-- Every register carries state, note and entry as those of step 1 do.

CREATE TABLE first_contact (            -- who spoke with a customer first; never changed, only added to (RCP-29)
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- SK261122-A001
    project INTEGER NOT NULL REFERENCES project,
    customer INTEGER NOT NULL REFERENCES customer,
    kind TEXT NOT NULL CHECK (kind IN ('1', '2', '3', '4')),    -- visit, call, channel, follow-up
    consultant INTEGER REFERENCES staff,
    named INTEGER REFERENCES staff,     -- whom the customer asked for
    refused INTEGER,                    -- 1: left no way to be reached
    agency TEXT,                        -- the channel that registered the customer beforehand
    reception INTEGER REFERENCES reception,
    at INTEGER NOT NULL,
    phone TEXT, name TEXT,              -- as given then
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX first_contact_customer ON first_contact (project, customer, at);
CREATE INDEX first_contact_reception ON first_contact (reception) WHERE reception IS NOT NULL;
CREATE TABLE claim (                    -- a second consultant says the customer is theirs; the verdict names its rule
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- PK261122-A001
    project INTEGER NOT NULL REFERENCES project,
    customer INTEGER NOT NULL REFERENCES customer,
    claimant INTEGER NOT NULL REFERENCES staff,
    grounds TEXT,
    holder INTEGER REFERENCES staff,    -- to whom the customer belongs by the verdict; NULL: to nobody, the rota decides
    agency TEXT,
    rule INTEGER NOT NULL,              -- number of the rule that decided
    reasons TEXT NOT NULL,              -- the working, line by line
    decided_at INTEGER NOT NULL,
    decided_by INTEGER REFERENCES staff,
    overrules INTEGER REFERENCES claim, -- a ruling of the site manager; what it overrules stays as it is
    overruled_why TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'decided',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX claim_customer ON claim (customer);

CREATE TABLE turn (                     -- the rota: one row a consultant and day
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    day TEXT NOT NULL,
    staff INTEGER NOT NULL REFERENCES staff,
    place INTEGER NOT NULL,             -- order of the day, from 1
    received INTEGER NOT NULL DEFAULT 0,    -- turns taken today
    lost INTEGER NOT NULL DEFAULT 0,    -- turns that went by while away without leave
    skipped INTEGER NOT NULL DEFAULT 0, -- 1: passed over for the next visitor
    absent TEXT,                        -- code of the list turn_absence; NULL: here
    late INTEGER,                       -- 1: added during the day
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, day, staff)
) STRICT;

CREATE TABLE viewing_prep (             -- RCP-57: one checklist an appointment
    id INTEGER PRIMARY KEY,
    viewing INTEGER NOT NULL UNIQUE REFERENCES viewing,
    done TEXT,                          -- codes of prep items in order
    checker INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'open',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE recommendation (           -- RCP-30, RCP-59: homes recommended, and what speaks against them
    id INTEGER PRIMARY KEY,
    reception INTEGER REFERENCES reception,
    viewing INTEGER REFERENCES viewing,
    customer INTEGER REFERENCES customer,
    home INTEGER NOT NULL REFERENCES home,
    reason TEXT NOT NULL,
    against TEXT,
    seen INTEGER, reply TEXT,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX recommendation_customer ON recommendation (customer);

CREATE TABLE consult (                  -- RCP-40: which documents a customer has looked at
    id INTEGER PRIMARY KEY,
    project INTEGER REFERENCES project,
    customer INTEGER NOT NULL REFERENCES customer,
    kind TEXT NOT NULL,
    permit INTEGER REFERENCES permit, document INTEGER REFERENCES document,
    at INTEGER NOT NULL,
    staff INTEGER REFERENCES staff,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX consult_customer ON consult (customer);

CREATE TABLE told_notice (              -- signed notices: procedure not in order, show flat, area, environment (RCP-41, 49, 50, 51)
    id INTEGER PRIMARY KEY,
    project INTEGER REFERENCES project,
    kind TEXT NOT NULL,
    customer INTEGER NOT NULL REFERENCES customer,
    home INTEGER REFERENCES home,
    text TEXT NOT NULL,
    told_on TEXT NOT NULL,
    signer TEXT, signer_relation TEXT, signed_on TEXT,
    staff INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'told',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX told_notice_customer ON told_notice (customer);

CREATE TABLE service_card (             -- RCP-36
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    project INTEGER REFERENCES project,
    customer INTEGER NOT NULL REFERENCES customer,
    reception INTEGER REFERENCES reception,
    given_on TEXT,                      -- NULL: only told by mouth
    staff INTEGER REFERENCES staff,
    channels_told INTEGER,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX service_card_customer ON service_card (customer);

CREATE TABLE display_item (             -- RCP-33, RCP-37, RCP-38: what hangs on the wall
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    item TEXT NOT NULL,                 -- code of the list display_item
    content TEXT, place TEXT,
    shown_on TEXT, checker INTEGER REFERENCES staff, photo TEXT, recheck_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'missing',
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, item)
) STRICT;

CREATE TABLE hotline_test (             -- RCP-34
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    number TEXT NOT NULL, at INTEGER NOT NULL,
    staff INTEGER REFERENCES staff,
    answered INTEGER NOT NULL, seconds INTEGER,
    sign_seen INTEGER,
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX hotline_test_at ON hotline_test (project, at);

CREATE TABLE commitment (               -- RCP-46 to RCP-48
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,        -- CN261122-A001
    project INTEGER REFERENCES project,
    customer INTEGER REFERENCES customer,   -- NULL: made to everybody (an advertisement)
    home INTEGER REFERENCES home,
    reception INTEGER REFERENCES reception,     -- in which it was given; NULL: elsewhere
    source TEXT NOT NULL,               -- ad, onsite, contract
    text TEXT NOT NULL,
    made_on TEXT NOT NULL, made_by INTEGER REFERENCES staff,
    role TEXT,                          -- who must keep it
    due_on TEXT,
    proof TEXT,
    risk TEXT, condition TEXT,
    approver INTEGER REFERENCES staff, approved_on TEXT,
    watch TEXT, watch_reply TEXT,       -- the customers' representative's remark and the answer to it
    kept_on TEXT, broken_why TEXT, evidence TEXT,
    in_handbook INTEGER,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX commitment_customer ON commitment (customer);
CREATE INDEX commitment_reception ON commitment (reception) WHERE reception IS NOT NULL;
CREATE INDEX commitment_due ON commitment (due_on);

CREATE TABLE ad_copy (                  -- RCP-52
    id INTEGER PRIMARY KEY,
    project INTEGER REFERENCES project,
    medium TEXT, text TEXT NOT NULL,
    from_on TEXT, to_on TEXT, author INTEGER REFERENCES staff, approver INTEGER REFERENCES staff,
    basis TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE knowledge (                -- RCP-19, RCP-31, RCP-44, RCP-45: topics, hundred questions, unified wording
    id INTEGER PRIMARY KEY,
    project INTEGER REFERENCES project,
    kind TEXT NOT NULL CHECK (kind IN ('1', '2', '3', '4')),     -- topic, briefing, question, interim wording
    topic TEXT,                         -- of the five that an enquiry asks about
    briefing TEXT,                      -- of the seven that a first visitor is told
    question TEXT NOT NULL,             -- names the thing whose versions these are
    answer TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    from_on TEXT, to_on TEXT, approver INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'draft',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX knowledge_kind ON knowledge (project, kind, state);
CREATE INDEX knowledge_question ON knowledge (question);
CREATE TABLE knowledge_use (            -- which answer was used in which reception
    reception INTEGER NOT NULL REFERENCES reception,
    knowledge INTEGER NOT NULL REFERENCES knowledge,
    version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    entry INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (reception, knowledge)
) STRICT, WITHOUT ROWID;

CREATE TABLE case_study (               -- RCP-47, CMP-26
    id INTEGER PRIMARY KEY,
    project INTEGER REFERENCES project,
    moment TEXT,                        -- code of the list moment: 13 is MOM-13
    title TEXT NOT NULL, story TEXT NOT NULL, lesson TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'active',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE call_score (               -- REC-20: samples of calls and receptions
    id INTEGER PRIMARY KEY,
    reception INTEGER NOT NULL UNIQUE REFERENCES reception,
    staff INTEGER NOT NULL REFERENCES staff,        -- who is judged
    day TEXT NOT NULL,                  -- of the call or visit
    judge INTEGER REFERENCES staff, judged_on TEXT,
    polite INTEGER, patient INTEGER, plain INTEGER,     -- 1 to 5; NULL: drawn, not heard yet
    remark TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'drawn',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX call_score_staff ON call_score (staff, day);

CREATE TABLE risk_check (               -- RCP-43: one row an item of the check before opening
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    item TEXT NOT NULL,                 -- code of the list risk_item
    risk TEXT, finding TEXT,
    role TEXT, due_on TEXT, done_on TEXT,
    reviewer INTEGER REFERENCES staff, reviewed_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'unchecked',
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (project, item)
) STRICT;

CREATE TABLE property_event (           -- RCP-53
    id INTEGER PRIMARY KEY,
    project INTEGER NOT NULL REFERENCES project,
    day TEXT NOT NULL, topic TEXT NOT NULL, place TEXT, lead INTEGER REFERENCES staff,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'planned',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE event_guest (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES property_event,
    customer INTEGER NOT NULL REFERENCES customer,
    learnt TEXT,                        -- goes to the customer's record
    note TEXT,
    entry INTEGER NOT NULL DEFAULT 0,
    UNIQUE (event, customer)
) STRICT;

CREATE TABLE club_handover (            -- RCP-29: first visitors handed to the owners' club
    id INTEGER PRIMARY KEY,
    project INTEGER REFERENCES project,
    customer INTEGER NOT NULL REFERENCES customer,
    reception INTEGER NOT NULL UNIQUE REFERENCES reception,
    batch TEXT,
    handed_on TEXT, receiver TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'due',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE improvement (              -- RCP-64: what was changed because of what customers asked for
    id INTEGER PRIMARY KEY,
    project INTEGER REFERENCES project,
    month TEXT NOT NULL, found TEXT NOT NULL, change TEXT NOT NULL,
    role TEXT, due_on TEXT, done_on TEXT,
    note TEXT,
    state TEXT NOT NULL DEFAULT 'planned',
    entry INTEGER NOT NULL DEFAULT 0
) STRICT;

ALTER TABLE reception ADD COLUMN lost TEXT;             -- why nothing was bought (list unsold_reason)
ALTER TABLE reception ADD COLUMN materials TEXT;        -- what was handed out
ALTER TABLE reception ADD COLUMN override_why TEXT;     -- another than the rota's next received
ALTER TABLE viewing ADD COLUMN urgent INTEGER;          -- came without an appointment
ALTER TABLE viewing ADD COLUMN security INTEGER;        -- security is wanted
ALTER TABLE viewing ADD COLUMN feedback TEXT;
ALTER TABLE viewing ADD COLUMN escort INTEGER REFERENCES staff;
ALTER TABLE viewing ADD COLUMN notice_told INTEGER;     -- RCP-55
ALTER TABLE viewing ADD COLUMN moved_why TEXT;
ALTER TABLE viewing ADD COLUMN form TEXT;               -- how they are addressed
ALTER TABLE viewing ADD COLUMN refused_why TEXT;        -- why no contact was left
ALTER TABLE viewing ADD COLUMN seen TEXT;               -- homes that were looked at
ALTER TABLE viewing ADD COLUMN visit INTEGER REFERENCES reception;      -- the walk-in that it became
ALTER TABLE viewing ADD COLUMN message INTEGER REFERENCES message;      -- the confirmation that holds now
CREATE INDEX viewing_booked ON viewing (at) WHERE state = 'booked';
CREATE INDEX viewing_consultant ON viewing (consultant, at);
ALTER TABLE reception ADD COLUMN answered_by INTEGER REFERENCES staff;     -- who took the forwarded call in the end (RCP-03)
