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

constexpr std::array<const char*, 2> kMigrations{kFirst, kSecond};

}  // namespace

const SqliteSchema& catalogue_schema() {
    static const SqliteSchema schema{0x434C4D31, kMigrations};  // "CLM1"
    return schema;
}

}  // namespace claimline
