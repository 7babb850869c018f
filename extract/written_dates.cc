// Reading dates off pages: see written_dates.h.
#include "extract/written_dates.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "core/text.h"
#include "extract/month_names.h"

namespace claimline {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

struct Token {
    enum class Kind { number, word, punctuation } kind;
    std::size_t begin;
    std::size_t end;
    unsigned value = 0;  // of numbers up to eight digits
    unsigned digits = 0;
    bool space_before = false;
};

bool is_word_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

std::vector<Token> tokens_of(std::string_view text) {
    std::vector<Token> tokens;
    bool space = false;
    for (std::size_t at = 0; at < text.size();) {
        if (is_space(text[at])) {
            space = true;
            ++at;
            continue;
        }
        Token token{Token::Kind::punctuation, at, at + 1, 0, 0, space};
        if (is_digit(text[at])) {
            while (token.end < text.size() && is_digit(text[token.end])) ++token.end;
            token.kind = Token::Kind::number;
            token.digits = static_cast<unsigned>(token.end - at);
            if (token.digits <= 8) std::from_chars(text.data() + at, text.data() + token.end, token.value);
        } else if (is_word_byte(text[at])) {
            while (token.end < text.size() && is_word_byte(text[token.end])) ++token.end;
            token.kind = Token::Kind::word;
        }
        tokens.push_back(token);
        at = token.end;
        space = false;
    }
    return tokens;
}

std::optional<year_month_day> make_day(unsigned y, unsigned m, unsigned d) {
    const year_month_day made{year(static_cast<int>(y)), month(m), day(d)};
    return made.ok() && y >= 1900 && y <= 2200 ? std::optional(made) : std::nullopt;
}

class Finder {
  public:
    Finder(std::string_view text, std::string_view lang)
        : text_(text), lang_(lang), tokens_(tokens_of(text)) {}

    std::vector<WrittenDate> find(std::size_t limit) {
        std::vector<WrittenDate> found;
        for (std::size_t i = 0; i < tokens_.size() && found.size() < limit;) {
            const auto date = date_at(i);
            if (!date) {
                ++i;
                continue;
            }
            found.push_back(*date);
            while (i < tokens_.size() && tokens_[i].begin < date->end) ++i;
        }
        return found;
    }

  private:
    using Kind = Token::Kind;

    bool is_number(std::size_t i, unsigned least, unsigned most) const {
        return i < tokens_.size() && tokens_[i].kind == Kind::number && tokens_[i].digits >= least &&
               tokens_[i].digits <= most;
    }
    bool is_char(std::size_t i, char c) const {
        return i < tokens_.size() && tokens_[i].kind == Kind::punctuation && text_[tokens_[i].begin] == c;
    }
    std::string_view word(std::size_t i) const {
        if (i >= tokens_.size() || tokens_[i].kind != Kind::word) return {};
        return text_.substr(tokens_[i].begin, tokens_[i].end - tokens_[i].begin);
    }
    std::optional<unsigned> month_at(std::size_t i) const {
        const std::string_view name = word(i);
        return name.empty() ? std::nullopt : month_of(name, lang_);
    }

    std::optional<WrittenDate> date_at(std::size_t i) const {
        if (tokens_[i].kind == Kind::number) {
            if (i > 0 && !tokens_[i].space_before && (is_char(i - 1, '.') || is_char(i - 1, '/')) &&
                is_number(i - 2, 1, 8))
                return std::nullopt;  // the tail of a longer number
            if (auto date = year_first(i)) return date;
            if (auto date = compact(i)) return date;
            if (auto date = numeric(i)) return date;
            return day_month_name(i);
        }
        if (tokens_[i].kind == Kind::word) return month_name_first(i);
        return std::nullopt;
    }

    std::optional<WrittenDate> finish(std::size_t first, std::size_t last,
                                      std::optional<year_month_day> when) const {
        if (!when) return std::nullopt;
        WrittenDate date;
        date.begin = tokens_[first].begin;
        date.end = tokens_[last].end;
        date.day = *when;
        read_time(last + 1, date);
        return date;
    }

    // 2023-02-18, 2023/2/18, 2023.02.18, 2023年2月18日
    std::optional<WrittenDate> year_first(std::size_t i) const {
        if (!is_number(i, 4, 4)) return std::nullopt;
        if (is_number(i + 2, 1, 2) && is_number(i + 4, 1, 2)) {
            const std::string_view first = word(i + 1), second = word(i + 3);
            const bool cjk = (first == "年" && second == "月") || (first == "년" && second == "월");
            const bool separated =
                i + 3 < tokens_.size() && tokens_[i + 1].kind == Kind::punctuation &&
                text_[tokens_[i + 1].begin] == text_[tokens_[i + 3].begin] &&
                std::string_view("-/.").find(text_[tokens_[i + 1].begin]) != std::string_view::npos;
            if (cjk || separated)
                return finish(i, i + 4,
                              make_day(tokens_[i].value, tokens_[i + 2].value, tokens_[i + 4].value));
        }
        std::size_t at = i + 1;  // 2023 February 18, 2023. február 18.
        if (is_char(at, '.') || is_char(at, ',') || is_char(at, '/') || is_char(at, '-')) ++at;
        const std::size_t last = is_char(at + 1, '/') || is_char(at + 1, '-') ? at + 2 : at + 1;
        if (const auto named = month_at(at); named && is_number(last, 1, 2)) {
            auto date = finish(i, last, make_day(tokens_[i].value, *named, tokens_[last].value));
            if (date) date->month_name = true;
            return date;
        }
        return std::nullopt;
    }

    // 20230218, alone or followed by a time (ISO basic form)
    std::optional<WrittenDate> compact(std::size_t i) const {
        if (!is_number(i, 8, 8)) return std::nullopt;
        const unsigned value = tokens_[i].value;
        return finish(i, i, make_day(value / 10000, value / 100 % 100, value % 100));
    }

    // 18.02.2023, 18/2/2023, 02/18/2023, 18-02-23
    std::optional<WrittenDate> numeric(std::size_t i) const {
        if (!is_number(i, 1, 2) || !is_number(i + 2, 1, 2) || !is_number(i + 4, 2, 4)) return std::nullopt;
        if (tokens_[i + 4].digits == 3) return std::nullopt;
        const bool same = tokens_[i + 1].kind == Kind::punctuation &&
                          tokens_[i + 3].kind == Kind::punctuation &&
                          text_[tokens_[i + 1].begin] == text_[tokens_[i + 3].begin];
        if (!same || tokens_[i + 2].digits + tokens_[i + 4].digits < 3) return std::nullopt;
        if (is_char(i + 5, '.') && is_number(i + 6, 1, 8) && !tokens_[i + 6].space_before)
            return std::nullopt;
        const char separator = text_[tokens_[i + 1].begin];
        if (separator != '.' && separator != '/' && separator != '-' && separator != '|') return std::nullopt;
        unsigned y = tokens_[i + 4].value;
        if (tokens_[i + 4].digits == 2) {
            // Two digits only where the form leaves no doubt; 18.02.23 is common, 18-02-23 and 1/2/23 are
            // not.
            if (tokens_[i].digits != 2 || tokens_[i + 2].digits != 2) return std::nullopt;
            y += y < 70 ? 2000 : 1900;
        }
        unsigned d = tokens_[i].value, m = tokens_[i + 2].value;
        const bool american = separator == '/' && is_month_first();
        if (american) std::swap(d, m);
        const bool ambiguous = separator != '.' && d <= 12 && m <= 12 && d != m && !lang_decides();
        if (m > 12 && d <= 12) std::swap(d, m);
        auto date = finish(i, i + 4, make_day(y, m, d));
        if (date) date->ambiguous = ambiguous;
        return date;
    }

    bool is_month_first() const {
        const std::string lang = to_lower(lang_);
        return lang == "en-us" || lang == "en_us" || lang == "en" || lang.empty();
    }
    bool lang_decides() const {
        const std::string lang = to_lower(lang_);
        return !lang.empty() && lang != "en";
    }

    // 18 February 2023, 18. Februar 2023, 18th of February, 2023, 18 de febrero de 2023, 18-Feb-2023
    std::optional<WrittenDate> day_month_name(std::size_t i) const {
        if (!is_number(i, 1, 2)) return std::nullopt;
        std::size_t at = skip_joiners(i + 1);
        const auto named = month_at(at);
        if (!named) return std::nullopt;
        at = skip_joiners(at + 1);
        unsigned y = 0;
        if (is_number(at, 4, 4)) {
            y = tokens_[at].value;
        } else if (is_number(at, 2, 2) && (is_char(at - 1, '-') || is_char(at - 1, '\''))) {
            y = tokens_[at].value + (tokens_[at].value < 70 ? 2000 : 1900);
        } else {
            return std::nullopt;
        }
        auto date = finish(i, at, make_day(y, *named, tokens_[i].value));
        if (date) date->month_name = true;
        return date;
    }

    // February 18, 2023; Feb. 18th 2023; Feb 18, 2023
    std::optional<WrittenDate> month_name_first(std::size_t i) const {
        const auto named = month_at(i);
        if (!named) return std::nullopt;
        std::size_t at = i + 1;
        if (is_char(at, '.') || is_char(at, '-')) ++at;
        if (!is_number(at, 1, 2)) return std::nullopt;
        const unsigned d = tokens_[at].value;
        at = skip_joiners(at + 1);
        if (!is_number(at, 4, 4)) return std::nullopt;
        auto date = finish(i, at, make_day(tokens_[at].value, *named, d));
        if (date) date->month_name = true;
        return date;
    }

    // Up to three of: punctuation, ordinal endings, "of", "de", "del", a weekday's comma.
    std::size_t skip_joiners(std::size_t at) const {
        constexpr std::array<std::string_view, 15> kJoiners{"st", "nd", "rd", "th", "of", "de",  "del", "do",
                                                            "do", "er", "a",  "º",  "ª",  "den", "d"};
        for (int steps = 0; steps < 3 && at < tokens_.size(); ++steps, ++at) {
            const bool mark = is_char(at, '.') || is_char(at, ',') || is_char(at, '-') || is_char(at, '\'') ||
                              is_char(at, '/');
            const bool joiner = !word(at).empty() && std::ranges::find(kJoiners, word(at)) != kJoiners.end();
            if (!mark && !joiner) break;
        }
        return at;
    }

    // T09:12:44.123+01:00, " 09:12", " - 9:12 am", " 09.12 Uhr" behind a date.
    void read_time(std::size_t at, WrittenDate& date) const {
        for (int steps = 0; steps < 3 && at < tokens_.size() && !is_number(at, 1, 2) && !is_number(at, 4, 6);
             ++steps)
            ++at;
        if (!is_number(at, 1, 2) || !is_char(at + 1, ':') || !is_number(at + 2, 2, 2)) return;
        unsigned hour = tokens_[at].value;
        const unsigned minute = tokens_[at + 2].value;
        std::optional<unsigned> second;
        std::size_t next = at + 3;
        if (is_char(next, ':') && is_number(next + 1, 2, 2)) {
            second = tokens_[next + 1].value;
            next += 2;
        }
        if (is_char(next, '.') && is_number(next + 1, 1, 9)) next += 2;
        const std::string half = to_lower(word(next));
        if ((half == "pm" || half == "p") && hour < 12) hour += 12;
        if ((half == "am" || half == "a") && hour == 12) hour = 0;
        if (hour > 23 || minute > 59 || second.value_or(0) > 59) return;
        date.time = second ? fmt::format("{:02}:{:02}:{:02}", hour, minute, *second)
                           : fmt::format("{:02}:{:02}", hour, minute);
        date.end = tokens_[next - 1].end;
        read_offset(next, date);
    }

    void read_offset(std::size_t at, WrittenDate& date) const {
        const std::string_view zone = word(at);
        if (zone == "Z" || zone == "GMT" || zone == "UTC") {
            date.offset.assign(1, 'Z');
            date.end = tokens_[at].end;
            return;
        }
        // "10:00 - 12:00" is a range, "10:00 -05:00" an offset.
        const bool sign = (is_char(at, '+') || is_char(at, '-')) && at + 1 < tokens_.size() &&
                          !tokens_[at + 1].space_before;
        if (!sign) return;
        unsigned hour = 0, minute = 0;
        std::size_t last = at + 1;
        if (is_number(at + 1, 4, 4)) {
            hour = tokens_[at + 1].value / 100;
            minute = tokens_[at + 1].value % 100;
        } else if (is_number(at + 1, 1, 2)) {
            hour = tokens_[at + 1].value;
            if (is_char(at + 2, ':') && is_number(at + 3, 2, 2)) {
                minute = tokens_[at + 3].value;
                last = at + 3;
            }
        } else {
            return;
        }
        if (hour > 14 || minute > 59) return;
        date.offset = fmt::format("{}{:02}:{:02}", text_[tokens_[at].begin], hour, minute);
        date.end = tokens_[last].end;
    }

    std::string_view text_;
    std::string_view lang_;
    std::vector<Token> tokens_;
};

// Longer texts hold sentences, not one date.
constexpr std::size_t kMaxDates = 200;

}  // namespace

std::string WrittenDate::to_iso() const {
    std::string iso = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    if (!time.empty()) iso += "T" + time + offset;
    return iso;
}

std::vector<WrittenDate> find_written_dates(std::string_view text, std::string_view lang) {
    return Finder(text, lang).find(kMaxDates);
}

std::optional<WrittenDate> first_written_date(std::string_view text, std::string_view lang) {
    std::vector<WrittenDate> found = Finder(text.substr(0, 400), lang).find(1);
    return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<year_month_day> date_in_url(std::string_view url) {
    if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
    const std::size_t path = url.find('/');
    if (path == std::string_view::npos) return std::nullopt;
    url.remove_prefix(path);
    for (std::size_t at = 0; at + 8 <= url.size(); ++at) {
        if (!is_digit(url[at]) || (at > 0 && is_digit(url[at - 1]))) continue;
        for (const WrittenDate& date : Finder(url.substr(at, 24), "").find(1)) {
            const bool year_leads =
                date.begin == 0 && ((is_digit(url[at + 2]) && is_digit(url[at + 3])) || date.end == 10);
            const bool ends = at + date.end >= url.size() || !is_digit(url[at + date.end]);
            if (year_leads && ends) return date.day;
        }
    }
    return std::nullopt;
}

bool is_plausible(year_month_day day, std::chrono::sys_days today) {
    using namespace std::chrono_literals;
    return day.ok() && day >= 1995y / 1 / 1 && std::chrono::sys_days(day) <= today + std::chrono::days(1);
}

}  // namespace claimline
