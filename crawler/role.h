#pragma once
// What part a fetched page plays: only articles go to extraction, the others lead to them.

#include <optional>
#include <string_view>

namespace claimline {

enum class Role { article, index, feed, sitemap, robots };

[[nodiscard]] constexpr const char* to_string(Role role) {
    switch (role) {
        case Role::article: return "article";
        case Role::index: return "index";
        case Role::feed: return "feed";
        case Role::sitemap: return "sitemap";
        case Role::robots: return "robots";
    }
    return "article";
}

[[nodiscard]] constexpr std::optional<Role> parse_role(std::string_view text) {
    for (const Role role : {Role::article, Role::index, Role::feed, Role::sitemap, Role::robots}) {
        if (text == to_string(role)) return role;
    }
    return std::nullopt;
}

}  // namespace claimline
