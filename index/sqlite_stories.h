#pragma once
// Copies of one report among the articles of the catalogue: near texts are found through the bands of their
// sketches, compared, and joined; whatever hangs together is one story. Throws SQLite::Exception.

#include <cstddef>

#include "core/sqlite/open.h"

namespace claimline {

// Works off the articles that are unsettled, at most `limit`; says how many those were. Articles whose story
// changed get a new change number and their claims' families become unsettled.
std::size_t settle_stories(SQLite::Database& db, std::size_t limit);

}  // namespace claimline
