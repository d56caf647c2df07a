//! `topics`, `terms`, and the first `positions`: how schema version 3 kept them.
//!
//! Since version 4 topics are kept as whole [`super::codebooks`], what is found by them in [`super::positions`] and what a
//! person says of it in [`super::hand_positions`]. Nothing reads or writes these tables now.

pub(crate) const CREATE: &str = "
CREATE TABLE topics (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    -- A short name that stays when the topic is renamed.
    key     TEXT NOT NULL UNIQUE,
    name_ar TEXT,
    name_en TEXT,
    CHECK (coalesce(name_ar, name_en) IS NOT NULL)
) STRICT;

CREATE TABLE terms (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    topic  INTEGER NOT NULL REFERENCES topics (id),
    lang   TEXT NOT NULL,
    text   TEXT NOT NULL,
    -- 3 names the topic, 1 needs company.
    weight INTEGER NOT NULL CHECK (weight BETWEEN 1 AND 3),
    UNIQUE (topic, lang, text)
) STRICT;

CREATE TABLE positions (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    topic     INTEGER NOT NULL REFERENCES topics (id),
    release   INTEGER NOT NULL REFERENCES releases (id),
    paragraph INTEGER NOT NULL CHECK (paragraph >= 0),
    act       TEXT NOT NULL,
    force     INTEGER NOT NULL,
    holder    TEXT NOT NULL,
    -- The quote: bytes of the paragraph.
    first     INTEGER NOT NULL CHECK (first >= 0),
    last      INTEGER NOT NULL CHECK (last >= first),
    by_hand   INTEGER NOT NULL CHECK (by_hand IN (0, 1))
) STRICT;
CREATE INDEX positions_of_topic ON positions (topic, release, paragraph);
CREATE INDEX positions_of_release ON positions (release);
";

/// Where an act is performed, on whatever topic.
pub(crate) const INDEX_BY_ACT: &str = "CREATE INDEX positions_of_act ON positions (act, release, paragraph);";

/// Carries topics and terms over into one codebook of the archive, and what a person put down into corrections. What was
/// found by the program is found anew. Acts on these tables can no longer be undone.
///
/// A key that is no identifier is replaced by the topic's number, and line feeds and tabs in names and terms by spaces: the
/// codebook is a table of lines.
pub(crate) const CARRY_OVER: &str = r"
CREATE TEMP TABLE carried AS
    SELECT id,
           CASE WHEN key = '' OR key GLOB '*[^a-z0-9-]*' THEN 'topic-' || id ELSE key END AS key
    FROM topics;

INSERT INTO codebooks (name_ar, name_en, topics)
SELECT 'الموضوعات', 'Topics', (
    SELECT group_concat(line, char(10)) || char(10) FROM (
        SELECT 'topic' || char(9) || carried.key || char(9) || '-' || char(9) || '#5b6770' || char(9)
               || coalesce(replace(replace(name_en, char(9), ' '), char(10), ' '), '-') || char(9)
               || coalesce(replace(replace(name_ar, char(9), ' '), char(10), ' '), '-')
               || coalesce((SELECT group_concat(char(10) || lang || char(9) || weight || char(9)
                                || replace(replace(replace(replace(replace(replace(text, char(9), ' '), char(10), ' '),
                                       '|', ' '), '*', ' '), '#', ' '), '~', ' '), '')
                            FROM terms WHERE terms.topic = topics.id AND lang IN ('ar', 'en')), '') AS line
        FROM topics JOIN carried USING (id) ORDER BY id))
WHERE EXISTS (SELECT 1 FROM topics);

INSERT INTO codebook_uses (series, codebook) SELECT NULL, id FROM codebooks;

INSERT INTO hand_positions (release, topic, act, force, holder, paragraph, first, last, quote, made)
SELECT positions.release, carried.key, act, min(max(force, 1), 3),
       CASE holder WHEN 'other' THEN 'other' ELSE 'issuer' END, paragraph, first, last,
       CAST(substr(CAST(paragraphs.text AS BLOB), first + 1, last - first) AS TEXT), 0
FROM positions
JOIN carried ON carried.id = positions.topic
JOIN paragraphs ON paragraphs.release = positions.release AND paragraphs.number = positions.paragraph
WHERE by_hand = 1 AND last > first
  AND act IN ('condemn', 'reject', 'concern', 'call', 'stress', 'note', 'discuss', 'hope', 'welcome', 'support', 'commit');

DELETE FROM journal WHERE rows LIKE '%table_:_topics_%' OR rows LIKE '%table_:_terms_%' OR rows LIKE '%table_:_positions_%';
DROP TABLE carried;
DROP TABLE positions;
DROP TABLE terms;
DROP TABLE topics;
";
