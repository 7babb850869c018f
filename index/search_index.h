#pragma once
// Port: full text over articles and claims. Derived from the catalogue: it follows the catalogue's change
// number and can be thrown away and built again at any time.
//
// One writer, any number of readers beside it; a reader never fails because the writer commits.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/text.h"
#include "index/catalogue.h"
#include "index/query.h"

namespace claimline {

enum class SearchOrder {
    best,    // by relevance; equal scores by row
    newest,  // by publication day, latest first; undated last
};

struct SearchHit {
    ArticleRow article{};
    double score = 0;        // comparable within one answer only
    std::size_t copies = 0;  // of the same report that were left out for it; at least so many
};

enum class Copies {
    collapse,  // of the articles of one story only the best
    show,
};

struct SearchPage {
    std::vector<SearchHit> hits;
    std::size_t matches = 0;  // all articles that match; exact below 1,000, else an estimate
};

struct SearchIndexState {
    std::string catalogue;        // uuid of the catalogue it follows; empty: nothing yet
    std::int64_t change_seq = 0;  // up to which it follows
    std::size_t articles = 0;
    std::size_t claims = 0;
};

class SearchIndex {
  public:
    virtual ~SearchIndex() = default;

    // Brings the index up to the catalogue, one commit a batch, and says how many articles were written.
    // Killed in between, the next call goes on. An index of another catalogue or of an older layout is
    // emptied first.
    [[nodiscard]] virtual Result<std::size_t> follow(const Catalogue& catalogue) = 0;

    [[nodiscard]] virtual Result<SearchPage> search(const Query& query, SearchOrder order, Copies copies,
                                                    std::size_t offset, std::size_t limit) const = 0;
    // Claims that match, in the order of their rows, at most `limit`.
    [[nodiscard]] virtual Result<std::vector<ClaimRow>> claims(const Query& query,
                                                               std::size_t limit) const = 0;

    // The words of `text` that the query's words, phrases and prefixes look for, left to right.
    [[nodiscard]] virtual std::vector<Span> matches(const Query& query, std::string_view text) const = 0;

    [[nodiscard]] virtual Result<SearchIndexState> state() const = 0;
};

enum class IndexMode {
    read,     // not_found when there is none
    write,    // made when there is none; a second writer is `locked`
    replace,  // emptied first
};

[[nodiscard]] Result<std::unique_ptr<SearchIndex>> open_xapian_index(const std::filesystem::path& folder,
                                                                     IndexMode mode);

}  // namespace claimline
