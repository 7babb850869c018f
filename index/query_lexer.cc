// Cuts a query into words, phrases, brackets, field names and minus signs.

#include "index/query_lexer.h"

#include <algorithm>

#include "core/text.h"

namespace claimline {
namespace {

bool is_field_name(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (to_lower(c) >= 'a' && to_lower(c) <= 'z') || c == '_';
    });
}

class Lexer {
  public:
    Lexer(std::string_view query, const Complaints& complaints) : query_(query), complaints_(complaints) {}

    Result<std::vector<QueryToken>> run() {
        std::vector<QueryToken> tokens;
        while (true) {
            const std::size_t before = at_;
            while (at_ < query_.size() && is_space(query_[at_])) ++at_;
            const bool glued = at_ == before && !tokens.empty();
            auto token = next();
            if (!token) return Failure(token.error());
            token->glued = glued;
            tokens.push_back(std::move(*token));
            if (tokens.back().type == TokenType::end) return tokens;
        }
    }

  private:
    Result<QueryToken> next() {
        if (at_ == query_.size()) return QueryToken{TokenType::end, {}, at_};
        const std::size_t start = at_;
        switch (query_[at_]) {
            case '(': ++at_; return QueryToken{TokenType::open, "(", start};
            case ')': ++at_; return QueryToken{TokenType::close, ")", start};
            case '"': return quoted();
            case '-':
                ++at_;
                if (at_ == query_.size() || is_space(query_[at_]))
                    return complaints_.at(start, "write -word without a blank", "'-' stands alone");
                return QueryToken{TokenType::minus, "-", start};
            default: return word();
        }
    }

    Result<QueryToken> quoted() {
        const std::size_t start = at_;
        const auto close = query_.find('"', start + 1);
        if (close == std::string_view::npos)
            return complaints_.at(start, "close it with a second \"", "this quote is never closed");
        const auto inside = trim(query_.substr(start + 1, close - start - 1));
        if (inside.empty()) return complaints_.at(start, "", "the quotes are empty");
        at_ = close + 1;
        return QueryToken{TokenType::phrase, std::string(inside), start};
    }

    // A word, or the name of a field with its colon (or the > < = that a value may begin with).
    Result<QueryToken> word() {
        const std::size_t start = at_;
        while (at_ < query_.size() && !is_space(query_[at_]) && query_[at_] != '(' && query_[at_] != ')' &&
               query_[at_] != '"') {
            const auto name = query_.substr(start, at_ - start);
            if (query_[at_] == ':' && is_field_name(name)) {
                ++at_;
                return QueryToken{TokenType::field, to_lower(name), start};
            }
            if ((query_[at_] == '<' || query_[at_] == '>' || query_[at_] == '=') && is_field_name(name))
                return QueryToken{TokenType::field, to_lower(name), start};
            ++at_;
        }
        return QueryToken{TokenType::word, std::string(query_.substr(start, at_ - start)), start};
    }

    std::string_view query_;
    const Complaints& complaints_;
    std::size_t at_ = 0;
};

}  // namespace

std::string Complaints::place(std::size_t byte) const {
    if (!option_.empty()) return option_;
    return fmt::format("query, column {}", CodePoints(query_).from_byte(byte) + 1);
}

Result<std::vector<QueryToken>> lex_query(std::string_view query, const Complaints& complaints) {
    return Lexer(query, complaints).run();
}

}  // namespace claimline
