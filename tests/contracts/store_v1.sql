-- luukku.db as version 1 made it: never changed again, so that old files can be met.
CREATE TABLE conversation (
    id TEXT NOT NULL,
    customer TEXT NOT NULL,
    version INTEGER NOT NULL,
    talk TEXT NOT NULL,
    PRIMARY KEY (id)
) STRICT;
CREATE INDEX conversation_customer ON conversation (customer);
CREATE TABLE fact (
    customer TEXT NOT NULL,
    "case" TEXT NOT NULL,
    name TEXT NOT NULL,
    about TEXT NOT NULL,
    version INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (customer, "case", name, about)
) STRICT;
CREATE TABLE "case" (
    id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE turn (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    message TEXT NOT NULL,
    text_hash BLOB NOT NULL,
    at TEXT NOT NULL,
    today TEXT NOT NULL,
    answered INTEGER NOT NULL,
    answer BLOB,
    UNIQUE (id),
    UNIQUE (conversation, message),
    FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE event (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    conversation TEXT NOT NULL,
    type TEXT NOT NULL,
    at TEXT NOT NULL,
    data TEXT NOT NULL,
    personal BLOB,
    FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX event_conversation ON event (conversation, seq);
CREATE TABLE envelope (
    "case" TEXT NOT NULL,
    step TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation TEXT NOT NULL,
    purpose TEXT NOT NULL,
    receiver TEXT NOT NULL,
    names TEXT NOT NULL,
    ends TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY ("case", step),
    FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE sending (
    share TEXT NOT NULL,
    kind TEXT NOT NULL,
    conversation TEXT NOT NULL,
    customer TEXT NOT NULL,
    "case" TEXT NOT NULL,
    step TEXT NOT NULL,
    receiver TEXT NOT NULL,
    names TEXT NOT NULL,
    permission TEXT NOT NULL,
    envelope TEXT,
    task TEXT,
    due TEXT NOT NULL,
    ends TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    PRIMARY KEY (share, kind),
    FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX sending_step ON sending ("case", step);
CREATE INDEX sending_due ON sending (due);
CREATE TABLE share (
    share TEXT NOT NULL,
    conversation TEXT NOT NULL,
    PRIMARY KEY (share),
    FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE timer (
    "case" TEXT NOT NULL,
    step TEXT NOT NULL,
    day TEXT NOT NULL,
    conversation TEXT NOT NULL,
    PRIMARY KEY ("case", step, day),
    FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX timer_day ON timer (day);
CREATE TABLE token (
    hash BLOB NOT NULL,
    conversation TEXT NOT NULL,
    PRIMARY KEY (hash),
    FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE code (
    kind TEXT NOT NULL,
    hash BLOB NOT NULL,
    conversation TEXT NOT NULL,
    data TEXT NOT NULL,
    ends TEXT NOT NULL,
    PRIMARY KEY (kind, hash),
    FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE identity (
    conversation TEXT NOT NULL,
    subject BLOB NOT NULL,
    assurance TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (conversation, subject),
    FOREIGN KEY(conversation) REFERENCES conversation (id) ON DELETE CASCADE
) STRICT;
CREATE TABLE waiting (
    turn TEXT NOT NULL,
    "key" TEXT NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (turn),
    FOREIGN KEY(turn) REFERENCES turn (id) ON DELETE CASCADE
) STRICT;
PRAGMA user_version = 1;
