//! How the tables were made, and what became of them.

/// As they were first.
pub(crate) const CREATE: &str = "
CREATE TABLE topic_keys (
    id  INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE positions (
    topic            INTEGER NOT NULL REFERENCES topic_keys (id),
    series           INTEGER NOT NULL,
    release          INTEGER NOT NULL REFERENCES releases (id) ON DELETE CASCADE,
    -- Its place among the positions of the release, from 0, in the order of the text.
    number           INTEGER NOT NULL CHECK (number >= 0),
    paragraph        INTEGER NOT NULL CHECK (paragraph >= 0),
    -- The quote, and in it the words that perform the act: bytes of the paragraph.
    first            INTEGER NOT NULL CHECK (first >= 0),
    last             INTEGER NOT NULL CHECK (last > first),
    verb_first       INTEGER NOT NULL,
    verb_last        INTEGER NOT NULL,
    -- The act's place on the ladder, from 0, most against; its force, 1 to 3.
    act              INTEGER NOT NULL CHECK (act BETWEEN 0 AND 10),
    force            INTEGER NOT NULL CHECK (force BETWEEN 1 AND 3),
    -- 0 the issuer, 1 another party; who that is: bytes of the paragraph, or as a person wrote it.
    holder           INTEGER NOT NULL CHECK (holder IN (0, 1)),
    party_first      INTEGER,
    party_last       INTEGER,
    party            TEXT,
    inherited        INTEGER NOT NULL CHECK (inherited IN (0, 1)),
    -- The terms the topic rests on: a JSON array of pairs, bytes of the paragraph.
    terms            TEXT NOT NULL,
    -- 0 found, 1 found and confirmed, 2 changed by hand, 3 added by hand; then the row of hand_positions.
    standing         INTEGER NOT NULL CHECK (standing BETWEEN 0 AND 3),
    hand             INTEGER,
    -- How it stands against the mention before, and which that is; NULL for another party's.
    relation         INTEGER,
    previous_release INTEGER,
    previous_number  INTEGER,
    -- 0 that one is another passage, 1 the passage itself comes from it, 2 it is in the most similar words.
    linked           INTEGER NOT NULL DEFAULT 0,
    force_change     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (topic, series, release, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX positions_of_release ON positions (release);
CREATE INDEX positions_of_act ON positions (act, holder, release, paragraph);

CREATE TABLE position_states (
    release INTEGER PRIMARY KEY REFERENCES releases (id) ON DELETE CASCADE,
    -- The series it was in, whose codebook it was read by.
    series  INTEGER NOT NULL,
    -- The version of codebook and lexicon, and the fingerprint of the text.
    version INTEGER NOT NULL,
    sha256  BLOB NOT NULL
) STRICT;

CREATE TABLE series_states (
    series  INTEGER PRIMARY KEY,
    -- A fingerprint of its releases in order.
    stamp   INTEGER NOT NULL
) STRICT;

CREATE TABLE passage_links (
    -- A release, and the one before it when they were compared.
    new   INTEGER PRIMARY KEY REFERENCES releases (id) ON DELETE CASCADE,
    old   INTEGER NOT NULL,
    -- A fingerprint of both texts and of what was linked by hand.
    stamp INTEGER NOT NULL,
    -- A JSON array of pairs of arrays: paragraphs of the older, of the newer.
    links TEXT NOT NULL
) STRICT;
";

/// The same with an index less and no references: a row was written to three trees, and two others were asked whether it may
/// be. What a release has is found by the index by act as well, asked for every act there is ([`OF_RELEASE`](super::OF_RELEASE)), and goes with
/// its release by a trigger.
pub(crate) const WITH_ONE_INDEX: &str = "
CREATE TABLE positions_anew (
    -- A row of topic_keys; those are never taken away.
    topic            INTEGER NOT NULL,
    series           INTEGER NOT NULL,
    -- A row of releases.
    release          INTEGER NOT NULL,
    -- Its place among the positions of the release, from 0, in the order of the text.
    number           INTEGER NOT NULL CHECK (number >= 0),
    paragraph        INTEGER NOT NULL CHECK (paragraph >= 0),
    -- The quote, and in it the words that perform the act: bytes of the paragraph.
    first            INTEGER NOT NULL CHECK (first >= 0),
    last             INTEGER NOT NULL CHECK (last > first),
    verb_first       INTEGER NOT NULL,
    verb_last        INTEGER NOT NULL,
    -- The act's place on the ladder, from 0, most against; its force, 1 to 3.
    act              INTEGER NOT NULL CHECK (act BETWEEN 0 AND 10),
    force            INTEGER NOT NULL CHECK (force BETWEEN 1 AND 3),
    -- 0 the issuer, 1 another party; who that is: bytes of the paragraph, or as a person wrote it.
    holder           INTEGER NOT NULL CHECK (holder IN (0, 1)),
    party_first      INTEGER,
    party_last       INTEGER,
    party            TEXT,
    inherited        INTEGER NOT NULL CHECK (inherited IN (0, 1)),
    -- The terms the topic rests on: a JSON array of pairs, bytes of the paragraph.
    terms            TEXT NOT NULL,
    -- 0 found, 1 found and confirmed, 2 changed by hand, 3 added by hand; then the row of hand_positions.
    standing         INTEGER NOT NULL CHECK (standing BETWEEN 0 AND 3),
    hand             INTEGER,
    -- How it stands against the mention before, and which that is; NULL for another party's.
    relation         INTEGER,
    previous_release INTEGER,
    previous_number  INTEGER,
    -- 0 that one is another passage, 1 the passage itself comes from it, 2 it is in the most similar words.
    linked           INTEGER NOT NULL DEFAULT 0,
    force_change     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (topic, series, release, number)
) STRICT, WITHOUT ROWID;

INSERT INTO positions_anew SELECT * FROM positions;

DROP TABLE positions;

ALTER TABLE positions_anew RENAME TO positions;

CREATE INDEX positions_of_act ON positions (act, holder, release, paragraph);

CREATE TRIGGER positions_of_release_removed AFTER DELETE ON releases BEGIN
    DELETE FROM positions
    WHERE act IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) AND holder IN (0, 1) AND release = old.id;
END;
";
