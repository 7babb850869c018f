#pragma once
// Tokens of the query language and errors that point at them.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace claimline {

enum class TokenType { word, phrase, open, close, field, minus, end };

struct QueryToken {
    TokenType type = TokenType::end;
    std::string text;    // field: its name; phrase: without the quotes
    std::size_t at = 0;  // byte offset in the query
    bool glued = false;  // nothing between it and the token before
};

// Makes errors that name the column they are about (code points, from 1), or the option if there is one.
class Complaints {
  public:
    explicit Complaints(std::string_view query, std::string option = {})
        : query_(query), option_(std::move(option)) {}

    template <class... Args>
    [[nodiscard]] Failure at(std::size_t byte, std::string hint, fmt::format_string<Args...> format,
                             Args&&... args) const {
        return with_hint(
            fail(ErrorKind::usage, "{}: {}", place(byte), fmt::format(format, std::forward<Args>(args)...)),
            std::move(hint));
    }

  private:
    [[nodiscard]] std::string place(std::size_t byte) const;

    std::string_view query_;
    std::string option_;
};

// The last token is always `end`. Fails for an open quote and a lone '-'.
[[nodiscard]] Result<std::vector<QueryToken>> lex_query(std::string_view query, const Complaints& complaints);

}  // namespace claimline
