// Counting, nothing else: one document of its own outweighs all aliases of its place.

#include "crawler/aliases.h"

#include <algorithm>
#include <functional>

#include "core/text.h"

namespace claimline {
namespace {

constexpr std::size_t kShortestTitle = 15;  // letters and digits
constexpr std::size_t kLongestLink = 2000;  // bytes looked at

std::uint64_t mix(std::uint64_t hash, std::uint64_t more) {
    return (hash ^ more) * 0x100000001b3;  // FNV-1a, a word at a time
}

}  // namespace

std::uint64_t title_fingerprint(std::string_view html) {
    std::uint64_t hash = 0xcbf29ce484222325;
    std::size_t counted = 0;
    bool in_tag = false;
    for (const char c : html.substr(0, kLongestLink)) {
        if (c == '<') in_tag = true;
        const char letter = to_lower(c);
        const bool counts =
            is_digit(c) || (letter >= 'a' && letter <= 'z') || static_cast<unsigned char>(c) >= 0x80;
        if (!in_tag && counts) {
            hash = mix(hash, static_cast<unsigned char>(letter));
            ++counted;
        }
        if (c == '>') in_tag = false;
    }
    return counted < kShortestTitle ? 0 : std::max<std::uint64_t>(hash, 1);
}

AliasPlaces::Key AliasPlaces::place_of(const Url& url) {
    std::string place = url.origin();
    place.append(url.path, 0, url.path.rfind('/') + 1);
    std::string_view query = url.query;
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        place.append("?").append(query.substr(0, std::min(query.find('='), end)));
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return std::hash<std::string>{}(place);
}

AliasPlaces::Key AliasPlaces::title_at(const Url& url, std::uint64_t title) {
    return mix(std::hash<std::string>{}(url.origin()), title);
}

void AliasPlaces::named(const Url& url, std::uint64_t title) {
    if (title == 0 || titles_.size() >= kMaxKnown) return;
    if (!titles_.try_emplace(std::hash<std::string>{}(url.href), title).second) return;
    const Key place = place_of(url);
    for (Key& slot : named_[title_at(url, title)]) {
        if (slot == place) return;
        if (slot != 0) continue;
        slot = place;
        return;
    }
}

void AliasPlaces::learn(const Url& url, bool alias) {
    const Key name = place_of(url);
    if (places_.size() >= kMaxKnown && !places_.contains(name)) return;
    Place& place = places_[name];
    if (alias) {
        ++place.aliases;
    } else {
        place.documents = true;
    }
}

bool AliasPlaces::likely_alias(const Url& url) const {
    const Key own = place_of(url);
    const auto place = places_.find(own);
    if (place == places_.end() || place->second.documents || place->second.aliases < kEnough) return false;
    const Key key = std::hash<std::string>{}(url.href);
    const auto title = titles_.find(key);
    if (title == titles_.end() || key % kSampled == 0) return false;
    const auto others = named_.find(title_at(url, title->second));
    return others != named_.end() && std::ranges::any_of(others->second, [&](Key other) {
               const auto known = places_.find(other);
               return other != own && known != places_.end() && known->second.documents;
           });
}

}  // namespace claimline
