// The catalogue's tables and its public views. A released migration is never edited: add the next one.

#include "index/sqlite_schema.h"

#include <array>

namespace claimline {
namespace {

// Instants are UTC seconds since 1970, days are days since 1970, lists and slots JSON. Names beginning with
// v1_ are promised to other programs; the tables behind them are not.
constexpr const char* kFirst = R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('uuid', lower(hex(randomblob(16)))), ('change_seq', '0'), ('pack', '');

CREATE TABLE article (
  id INTEGER PRIMARY KEY,           -- docid of the article in the full text
  key TEXT NOT NULL UNIQUE,         -- d:...
  url TEXT NOT NULL UNIQUE,
  host TEXT NOT NULL,
  source TEXT NOT NULL DEFAULT '',
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  withdrawn INTEGER,                -- when it was first found gone, if it still is
  current_version INTEGER,          -- the one the last good capture showed
  change_seq INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX article_seq ON article(change_seq);
CREATE INDEX article_host ON article(host);

CREATE TABLE version (              -- one distinct title and text of an article
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  digest TEXT NOT NULL,             -- SHA-256 of title, line feed, text
  number INTEGER NOT NULL,          -- 1 = first seen
  pack TEXT NOT NULL,
  proof INTEGER NOT NULL,           -- the first capture that showed it
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  title TEXT NOT NULL,
  authors TEXT NOT NULL,
  published TEXT NOT NULL,          -- as the page says
  published_day INTEGER,
  modified TEXT NOT NULL,
  site TEXT NOT NULL,
  lang TEXT NOT NULL,
  canonical TEXT NOT NULL,
  partial INTEGER NOT NULL,
  silent INTEGER NOT NULL,          -- differs from the version before while the page's own dates do not
  text_digest TEXT NOT NULL,        -- SHA-256 of text
  text TEXT NOT NULL,
  UNIQUE (article, digest)) STRICT;

CREATE TABLE capture (
  id INTEGER PRIMARY KEY,
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  version INTEGER REFERENCES version(id),  -- null: the document was gone (404, 410)
  warc_file TEXT NOT NULL,
  warc_offset INTEGER NOT NULL,
  warc_length INTEGER NOT NULL,
  payload_digest TEXT NOT NULL,
  status INTEGER NOT NULL,
  at INTEGER NOT NULL,
  media_type TEXT NOT NULL,
  source TEXT NOT NULL,
  UNIQUE (article, warc_file, warc_offset)) STRICT;
CREATE INDEX capture_version ON capture(version);
CREATE INDEX capture_time ON capture(article, at);

CREATE TABLE mention (
  version INTEGER NOT NULL REFERENCES version(id) ON DELETE CASCADE,
  entity TEXT NOT NULL,             -- id of the entity table, else the folded name
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (version, entity)) STRICT, WITHOUT ROWID;
CREATE INDEX mention_entity ON mention(entity);

CREATE TABLE claim (                -- one row for each version that states it; `latest` marks the one that counts
  id INTEGER PRIMARY KEY,           -- docid of the claim in the full text
  claim_id TEXT NOT NULL,           -- c:...
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  version INTEGER NOT NULL REFERENCES version(id) ON DELETE CASCADE,
  latest INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('current', 'superseded', 'withdrawn')),
  first_seen INTEGER NOT NULL,      -- first capture of any version that states it
  seen_day INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  slots TEXT NOT NULL,
  time_date TEXT NOT NULL,
  time_start TEXT NOT NULL,
  time_end TEXT NOT NULL,
  about_from INTEGER NOT NULL,
  about_until INTEGER NOT NULL,
  about_basis TEXT NOT NULL CHECK (about_basis IN ('stated', 'published', 'seen')),
  published_day INTEGER,
  speaker TEXT NOT NULL,
  role TEXT NOT NULL,
  via TEXT NOT NULL,
  outlet TEXT NOT NULL,
  modality TEXT NOT NULL,
  negative INTEGER NOT NULL,
  value REAL,
  unit TEXT NOT NULL,
  currency TEXT NOT NULL,
  begin INTEGER NOT NULL,           -- first byte of the first evidence
  evidence TEXT NOT NULL,           -- [[first byte, end byte, first code point, end code point], ...]
  quote TEXT NOT NULL,
  confidence REAL NOT NULL,
  rule TEXT NOT NULL,
  rule_hash TEXT NOT NULL,
  how TEXT NOT NULL,
  links TEXT NOT NULL,
  thread TEXT NOT NULL,
  UNIQUE (version, claim_id)) STRICT;
CREATE INDEX claim_key ON claim(claim_id);
CREATE INDEX claim_article ON claim(article);
CREATE INDEX claim_about ON claim(about_from, published_day) WHERE latest = 1;
CREATE INDEX claim_kind ON claim(kind, about_from) WHERE latest = 1;
CREATE INDEX claim_thread ON claim(thread);

CREATE TABLE term (                 -- a field and one folded value of it
  id INTEGER PRIMARY KEY,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (field, value)) STRICT;
CREATE TABLE claim_term (
  term INTEGER NOT NULL REFERENCES term(id),
  claim INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
  PRIMARY KEY (term, claim)) STRICT, WITHOUT ROWID;
CREATE INDEX claim_term_claim ON claim_term(claim);

CREATE TABLE problem (
  url TEXT NOT NULL,
  stage TEXT NOT NULL,
  kind TEXT NOT NULL,
  message TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (url, stage)) STRICT, WITHOUT ROWID;
CREATE TABLE archive_mark (
  warc_file TEXT NOT NULL,
  pack TEXT NOT NULL,
  upto INTEGER NOT NULL,
  PRIMARY KEY (warc_file, pack)) STRICT, WITHOUT ROWID;
CREATE TABLE run (
  started INTEGER PRIMARY KEY,
  ended INTEGER,
  command TEXT NOT NULL,
  counters TEXT NOT NULL) STRICT;

CREATE VIEW v1_articles AS
  SELECT a.key AS article_id, a.url, a.host, a.source AS source_id, v.title, v.authors,
    v.published, v.modified, v.site, v.lang, v.number AS version,
    strftime('%Y-%m-%dT%H:%M:%SZ', a.first_seen, 'unixepoch') AS first_seen_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', a.last_seen, 'unixepoch') AS last_seen_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', a.withdrawn, 'unixepoch') AS withdrawn_at, v.text
  FROM article a JOIN version v ON v.id = a.current_version;
CREATE VIEW v1_versions AS
  SELECT a.key AS article_id, a.url, v.number AS version, v.title, v.published, v.modified, v.silent,
    strftime('%Y-%m-%dT%H:%M:%SZ', v.first_seen, 'unixepoch') AS first_seen_at,
    strftime('%Y-%m-%dT%H:%M:%SZ', v.last_seen, 'unixepoch') AS last_seen_at,
    v.text_digest AS text_sha256, p.payload_digest AS snapshot_sha256, p.warc_file, p.warc_offset, v.text
  FROM version v JOIN article a ON a.id = v.article JOIN capture p ON p.id = v.proof;
CREATE VIEW v1_claims AS
  SELECT c.claim_id, c.thread AS thread_id, c.kind, c.subject_id, c.subject, c.slots, c.value, c.unit, c.currency,
    date(c.about_from * 86400, 'unixepoch') AS about_from, date(c.about_until * 86400, 'unixepoch') AS about_until,
    c.about_basis, c.time_date, c.time_start, c.time_end, v.published,
    strftime('%Y-%m-%dT%H:%M:%SZ', c.first_seen, 'unixepoch') AS first_seen_at,
    c.speaker, c.outlet, c.modality, c.negative, c.state, c.quote, c.confidence, c.rule,
    a.key AS article_id, a.url, a.source AS source_id, v.number AS version,
    p.payload_digest AS snapshot_sha256, p.warc_file, p.warc_offset
  FROM claim c JOIN article a ON a.id = c.article JOIN version v ON v.id = c.version
    JOIN capture p ON p.id = v.proof WHERE c.latest = 1;
CREATE VIEW v1_mentions AS
  SELECT a.key AS article_id, v.number AS version, m.entity AS entity_id, m.type, m.name, m.count
  FROM mention m JOIN version v ON v.id = m.version JOIN article a ON a.id = v.article;
)sql";

// Further parties of a claim about several: a JSON list of name, id, name, id ...
constexpr const char* kSecond = R"sql(
ALTER TABLE claim ADD COLUMN co_subjects TEXT NOT NULL DEFAULT '[]';
)sql";

// Threads, copies and who belongs to whom. Claims of the first format are threaded anew: their family is
// their party alone until the entity table is put again.
constexpr const char* kThreads = R"sql(
CREATE TABLE entity (               -- the entity table of the packs, as of the last batch
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  type TEXT NOT NULL,
  aliases TEXT NOT NULL,            -- JSON list
  parent TEXT NOT NULL,             -- owner, or the place around it
  country TEXT NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES ('entities', '');

ALTER TABLE claim ADD COLUMN family TEXT NOT NULL DEFAULT '';  -- the party at the top: owner of the subject
UPDATE claim SET family = CASE subject_id WHEN '' THEN lower(subject) ELSE subject_id END;
CREATE INDEX claim_family ON claim(family) WHERE latest = 1;
ALTER TABLE article ADD COLUMN story TEXT NOT NULL DEFAULT '';  -- copies of one report share it; '' = alone
CREATE INDEX article_story ON article(story) WHERE story <> '';

CREATE TABLE sketch_band (          -- articles that agree in a band are compared word by word
  hash INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  PRIMARY KEY (hash, article)) STRICT, WITHOUT ROWID;
CREATE INDEX sketch_band_article ON sketch_band(article);
CREATE TABLE copy (                 -- both ways
  article INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES article(id) ON DELETE CASCADE,
  PRIMARY KEY (article, other)) STRICT, WITHOUT ROWID;
CREATE INDEX copy_other ON copy(other);

CREATE TABLE thread (
  id TEXT PRIMARY KEY,              -- t:...
  family TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  leading TEXT NOT NULL,            -- the claim that speaks for it
  status TEXT NOT NULL,
  first_reported INTEGER NOT NULL,
  first_source TEXT NOT NULL,
  last_reported INTEGER NOT NULL,
  open INTEGER NOT NULL,
  conflict INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  claims INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  origins TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX thread_family ON thread(family);
CREATE TABLE thread_step (
  thread TEXT NOT NULL REFERENCES thread(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  status TEXT NOT NULL,
  day INTEGER NOT NULL,
  claim_id TEXT NOT NULL,
  speaker TEXT NOT NULL,
  origin TEXT NOT NULL,
  claims INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (thread, number)) STRICT, WITHOUT ROWID;
CREATE TABLE thread_link (
  thread TEXT NOT NULL REFERENCES thread(id) ON DELETE CASCADE,
  relation TEXT NOT NULL,
  other TEXT NOT NULL,
  PRIMARY KEY (thread, relation, other)) STRICT, WITHOUT ROWID;
CREATE TABLE unsettled (            -- what settle() has to do: families to thread, articles to look for copies of
  what TEXT NOT NULL CHECK (what IN ('article', 'family')),
  key TEXT NOT NULL,
  PRIMARY KEY (what, key)) STRICT, WITHOUT ROWID;
INSERT INTO unsettled SELECT DISTINCT 'family', family FROM claim;
INSERT INTO unsettled SELECT 'article', CAST(id AS TEXT) FROM article;

CREATE VIEW v1_entities AS
  SELECT id AS entity_id, name, kind, type, aliases, parent AS parent_id, country,
    (SELECT count(*) FROM mention m WHERE m.entity = e.id) AS versions_naming_it FROM entity e;
CREATE VIEW v1_threads AS
  SELECT t.id AS thread_id, t.kind, t.subject_id, t.subject, t.status, t.open, t.conflict, t.case_id,
    date(t.first_reported * 86400, 'unixepoch') AS first_reported, t.first_source,
    date(t.last_reported * 86400, 'unixepoch') AS last_reported,
    t.claims, t.documents, json_array_length(t.origins) AS sources, t.origins, t.leading AS claim_id
  FROM thread t;
CREATE VIEW v1_thread_steps AS
  SELECT thread AS thread_id, number AS step, status, date(day * 86400, 'unixepoch') AS day, claim_id, speaker,
    origin AS source, claims, note FROM thread_step;
CREATE VIEW v1_thread_links AS SELECT thread AS thread_id, relation, other AS other_thread_id FROM thread_link;
)sql";

// The time a claim is about stands beside what it is filed under: a party's claims of some years are one
// stretch of the key, in order, read without their rows.
constexpr const char* kTermsByDay = R"sql(
CREATE TABLE claim_term_by_day (
  term INTEGER NOT NULL REFERENCES term(id),
  about_from INTEGER NOT NULL,      -- as in claim
  claim INTEGER NOT NULL REFERENCES claim(id) ON DELETE CASCADE,
  about_until INTEGER NOT NULL,
  PRIMARY KEY (term, about_from, claim)) STRICT, WITHOUT ROWID;
INSERT INTO claim_term_by_day SELECT t.term, c.about_from, t.claim, c.about_until
  FROM claim_term t JOIN claim c ON c.id = t.claim ORDER BY 1, 2, 3;
DROP TABLE claim_term;
ALTER TABLE claim_term_by_day RENAME TO claim_term;
CREATE INDEX claim_term_claim ON claim_term(claim);
CREATE TRIGGER claim_about_moved AFTER UPDATE OF about_from, about_until ON claim
  WHEN old.about_from <> new.about_from OR old.about_until <> new.about_until
  BEGIN UPDATE claim_term SET about_from = new.about_from, about_until = new.about_until
    WHERE claim = new.id; END;
)sql";

constexpr std::array<const char*, 4> kMigrations{kFirst, kSecond, kThreads, kTermsByDay};

}  // namespace

const SqliteSchema& catalogue_schema() {
    static const SqliteSchema schema{0x434C4D31, kMigrations};  // "CLM1"
    return schema;
}

}  // namespace claimline
