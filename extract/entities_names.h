#pragma once
// Names found so far in one document, and the finders that add to them: table names, patterns, groups, laws.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity.h"
#include "extract/entities_reading.h"
#include "extract/ner.h"

namespace claimline {

struct NameMention {
    enum class Source : std::uint8_t {
        table,
        adjective,
        weak,
        pattern,
        recognised,
        back_reference,
        described,
        group,
        law
    };

    std::uint32_t first = 0;  // tokens [first, last); a part of a hyphenated token counts as the token
    std::uint32_t last = 0;
    Span span;
    Source source = Source::table;
    const Entity* entity = nullptr;
    std::string type;
    std::string canonical;
    float confidence = 1;
    std::string why;  // the score sheet of a weak alias, when asked for
};

// Mentions of one document; no token belongs to two.
class Names {
  public:
    explicit Names(const Reading& reading, bool explain = false)
        : reading_(reading), explain_(explain), owner_(reading.size(), kNobody) {}

    [[nodiscard]] const Reading& reading() const { return reading_; }
    [[nodiscard]] bool explain() const { return explain_; }  // score sheets are wanted
    [[nodiscard]] std::vector<NameMention>& all() { return mentions_; }
    [[nodiscard]] const std::vector<NameMention>& all() const { return mentions_; }
    // The mention that holds the token, or null.
    [[nodiscard]] const NameMention* at(std::size_t token) const;
    [[nodiscard]] NameMention* at(std::size_t token);
    [[nodiscard]] bool free(std::size_t first, std::size_t last) const;
    // Takes the tokens; mentions that lie wholly inside are replaced, one that sticks out refuses the new
    // one.
    bool add(NameMention mention);
    // Adds a mention over whole tokens.
    bool add(std::size_t first, std::size_t last, NameMention::Source source, std::string_view type,
             std::string canonical, float confidence, const Entity* entity = nullptr);
    // Sorts by place; indexes given out before are void.
    void sort();

  private:
    static constexpr std::uint32_t kNobody = 0xFFFFFFFF;
    const Reading& reading_;
    bool explain_;
    std::vector<NameMention> mentions_;
    std::vector<std::uint32_t> owner_;  // of each token, index into mentions_
};

// Strong aliases, adjectives of places, and weak aliases that the document supports. `title` may be null;
// `published` (ISO 8601, may be empty) rules out names that were not yet in use.
void add_table_names(Names& names, const Reading* title, std::string_view published);
// Names that are in no table: companies, bodies, persons and places by their form and company, and what
// refers back to them (surnames, short forms, acronyms in brackets). `recognised`: what the name recogniser
// found in the same tokens; it votes on open names and adds those that nothing else claims.
void add_pattern_names(Names& names, const std::vector<NameSpan>& recognised);
// "the Irish privacy watchdog", "a Russian court", "the Dutch government".
void add_described_authorities(Names& names);
// "government officials", "TikTok executives", "very large online platforms".
void add_groups(Names& names);
// Takes the places of datelines out again.
void drop_datelines(Names& names);
// "Article 46(1) of the GDPR", and laws by the form of their name.
void add_laws(Names& names);

// "Nordkom Holding AB" -> "Nordkom": legal forms off the end.
[[nodiscard]] std::string without_company_suffix(const Reading& reading, std::size_t first, std::size_t last);

}  // namespace claimline
