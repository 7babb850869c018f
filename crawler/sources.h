#pragma once
// Source files: sources/<id>.toml of a workspace and of data/, one source each or several as [[source]]
// tables.
//
//     id = "eu-edpb-news"            # optional where the file name says it
//     name = "EDPB news"
//     kind = "feed"                  # feed, sitemap, index, page, site
//     url = "https://www.edpb.europa.eu/rss_en"
//     entity = "eu-edpb"             # publisher, id of the entity table
//     category = "regulator"
//     region = "EU"
//     lang = "en"
//     every = "2h"                   # 30m, 2h, 1d, 1w; at least 5m
//     enabled = true
//     link_pattern = "/news/"        # index pages: only links whose URL contains this
//     item_selector = "ul.news > li" # or by CSS selectors: an entry,
//     link_selector = "h3 a"         # its link,
//     date_selector = "time"         # its date,
//     next_selector = "a.next"       # and the next page,
//     max_pages = 10                 # of which so many are followed
//     tdm = "obey"                   # "record" (usual): reserved mining rights are only recorded
//     noindex = "record"             # "obey" (usual): such pages are kept, never read as articles
//     expect.items_per_30d = 20      # what `source health` judges it by, instead of its own past
//     confidence = "high"
//     terms = "..."
//     note = "..."

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/source.h"

namespace claimline {

[[nodiscard]] const char* to_string(SourceKind kind);

// All *.toml of `folder`, sorted by id; an absent folder has none. Fails with usage on the first file that is
// wrong, naming file, line and column; also on an id given twice.
[[nodiscard]] Result<std::vector<Source>> load_sources(const std::filesystem::path& folder);

// The same for one text; `file` is for messages and Source::origin.
[[nodiscard]] Result<std::vector<Source>> parse_sources(std::string_view text,
                                                        const std::filesystem::path& file);

// Writes folder/<id>.toml, replacing it in one step. usage when the id is no file name.
[[nodiscard]] Result<void> write_source(const std::filesystem::path& folder, const Source& source);

// The text write_source() writes; parse_sources() reads it back the same.
[[nodiscard]] std::string to_toml(const Source& source);

// "90m", "2h", "1d", "1w".
[[nodiscard]] Result<std::chrono::seconds> parse_interval(std::string_view text);
[[nodiscard]] std::string to_interval(std::chrono::seconds every);

}  // namespace claimline
