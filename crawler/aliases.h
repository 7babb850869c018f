#pragma once
// Places of a site whose addresses turn out to be nothing but other names of documents that are known anyhow:
// "/print/...",
// "/old/...", "/go?id=...". Learnt while crawling, after Bar-Yossef, Keidar, Schonfeld, "Do Not Crawl in the
// DUST" (2007), but without rewriting rules: a place is suspected by what its addresses answered, and an
// address of it by the text of the links to it, under which another address of the host is known.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/url.h"

namespace claimline {

// A fingerprint of what a link or a feed item says: its letters and digits without case, tags left out. 0
// when it says too little to name a document ("read more").
[[nodiscard]] std::uint64_t title_fingerprint(std::string_view html);

// One for a run; bounded in memory: beyond that nothing new is learnt, and everything unknown is asked for.
class AliasPlaces {
  public:
    // A link to `url` with this title_fingerprint().
    void named(const Url& url, std::uint64_t title);

    // What an answer showed: that the address redirects to one known before, or names it as canonical; or
    // that it does not, which clears its place for good.
    void learn(const Url& url, bool alias);

    // True when asking would in all likelihood teach nothing: enough addresses of the place were asked and
    // all were aliases, and under the same title a place is known that holds documents. One in kSampled is
    // asked all the same.
    [[nodiscard]] bool likely_alias(const Url& url) const;

  private:
    static constexpr std::uint32_t kEnough = 4;
    static constexpr std::uint64_t kSampled = 100;
    static constexpr std::size_t kMaxKnown = 500000;

    using Key = std::uint64_t;
    struct Place {
        std::uint32_t aliases = 0;
        bool documents = false;
    };
    // The folder of the path and the names of the query's parameters.
    [[nodiscard]] static Key place_of(const Url& url);
    [[nodiscard]] static Key title_at(const Url& url, std::uint64_t title);

    std::unordered_map<Key, Place> places_;
    std::unordered_map<Key, std::uint64_t> titles_;      // URL -> the title it was first named by
    std::unordered_map<Key, std::array<Key, 3>> named_;  // host and title -> places with such an address
};

}  // namespace claimline
