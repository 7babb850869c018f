#pragma once
// Copies of one report among the articles of the catalogue: near texts are found through the bands of their
// sketches, compared, and joined; whatever hangs together is one story. Throws SQLite::Exception.

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "core/sqlite/open.h"
#include "index/copies.h"

namespace claimline {

// What pages looked like that were compared, by article: a page of one site's mould meets hundreds of its
// kind, in this batch and the next.
using SketchMemory = std::unordered_map<std::int64_t, CopySketch>;

// Works off the articles that are unsettled, at most `limit`; says how many those were. Articles whose story
// changed get a new change number and their claims' families become unsettled. `memory` is good for as long
// as nobody else writes articles, or until those are settled as well.
std::size_t settle_stories(SQLite::Database& db, std::size_t limit, SketchMemory& memory);

}  // namespace claimline
