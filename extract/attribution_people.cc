#include "extract/attribution_people.h"

#include <algorithm>

namespace claimline {
namespace {

constexpr std::uint32_t kNobody = 0xFFFFFFFF;
constexpr std::size_t kLongestRole = 14;  // tokens

std::string joined(const Reading& reading, std::size_t first, std::size_t last) {
    return collapse_space(
        slice(reading.text(), {reading.token(first).span.begin, reading.token(last - 1).span.end}));
}

class PeopleReader {
  public:
    PeopleReader(const Reading& reading, const MentionIndex& index) : reading_(reading), index_(index) {}

    void read(const EntityMention& person) {
        const std::size_t first = index_.first_token(person);
        const std::size_t last = index_.last_token(person);
        PersonFacts facts = after(last);
        if (facts.role.empty()) facts = before(first);
        if (facts.role.empty() && facts.org.empty()) return;
        PersonFacts& known = people_[person.canonical];
        if (known.role.empty()) known.role = std::move(facts.role);
        if (known.org.empty()) {
            known.org = std::move(facts.org);
            known.org_id = std::move(facts.org_id);
        }
    }
    People take() { return std::move(people_); }

  private:
    [[nodiscard]] PersonFacts after(std::size_t last) const;
    [[nodiscard]] PersonFacts before(std::size_t first) const;
    [[nodiscard]] PersonFacts describe(std::size_t first, std::size_t last) const;
    [[nodiscard]] bool ends_role(std::size_t i) const;
    static void take_org(PersonFacts& facts, const EntityMention& org) {
        facts.org = org.canonical;
        facts.org_id = org.id;
    }

    const Reading& reading_;
    const MentionIndex& index_;
    People people_;
};

bool PeopleReader::ends_role(std::size_t i) const {
    return i >= reading_.size() || reading_.punctuation(i) || reading_.has(i, WordClass::said) ||
           reading_.is_one_of(i, {"who", "which", "and", "as"});
}

// Role words [first, last) with the organisation in them: "head of policy at Orbis", "Orbis's general
// manager".
PersonFacts PeopleReader::describe(std::size_t first, std::size_t last) const {
    PersonFacts facts;
    std::size_t role_first = first;
    std::size_t role_last = last;
    for (std::size_t i = first; i < last; ++i) {
        const EntityMention* name = index_.at(i);
        if (name == nullptr || !is_organisation(*name)) continue;
        const std::size_t end = index_.last_token(*name);
        if (facts.org.empty()) take_org(facts, *name);
        const bool owns = reading_.possessive(end);
        if (owns || i == role_first) {
            role_first = owns ? end + 1 : end;
        } else if (i > role_first + 1) {
            // "... at Orbis": the role ends before the preposition (and its article).
            role_last = reading_.is(i - 1, "the") ? i - 2 : i - 1;
            break;
        }
        i = end - 1;
    }
    while (role_first < role_last &&
           reading_.is_one_of(role_first, {"the", "a", "an", "its", "their", "his", "her"})) {
        ++role_first;
    }
    const bool has_role = std::ranges::any_of(
        std::vector<std::size_t>{role_first, role_first + 1, role_first + 2, role_last - 1},
        [&](std::size_t i) { return i >= role_first && i < role_last && reading_.has(i, WordClass::role); });
    if (has_role && role_last > role_first) facts.role = joined(reading_, role_first, role_last);
    return facts;
}

// "Ana Berg, head of policy at Orbis," and "Ana Berg, who heads policy at Orbis,".
PersonFacts PeopleReader::after(std::size_t last) const {
    if (reading_.form(last) != ",") return {};
    std::size_t first = last + 1;
    if (reading_.is(first, "who") &&
        reading_.is_one_of(first + 1, {"heads", "leads", "runs", "headed", "leads"})) {
        std::size_t end = first + 2;
        while (end < first + kLongestRole && !ends_role(end)) ++end;
        PersonFacts facts = describe(first + 2, end);
        std::size_t role_end = end;
        for (std::size_t i = first + 2; i < end; ++i) {
            if (reading_.is_one_of(i, {"at", "for", "in"}) && index_.at(i + 1) != nullptr)
                role_end = std::min(role_end, i);
        }
        if (role_end > first + 2) facts.role = "head of " + joined(reading_, first + 2, role_end);
        return facts;
    }
    std::size_t end = first;
    while (end < first + kLongestRole && !ends_role(end)) ++end;
    if (end == first) return {};
    PersonFacts facts = describe(first, end);
    return facts.role.empty() ? PersonFacts{} : facts;
}

// "Orbis chief executive Ana Berg", "Orbis's general manager for Europe, Ana Berg,", "Commissioner Berg".
PersonFacts PeopleReader::before(std::size_t first) const {
    if (first == 0) return {};
    const std::size_t floor = reading_.sentence(reading_.sentence_of(first)).first;
    std::size_t end = first;
    if (reading_.form(end - 1) == ",") --end;
    std::size_t begin = end;
    bool role = false;
    while (begin > floor && end - begin < kLongestRole) {
        const std::size_t i = begin - 1;
        if (reading_.punctuation(i) && !reading_.possessive(i)) break;
        if (reading_.has(i, WordClass::said) || reading_.is_one_of(i, {"and", "that", "by"})) break;
        if (const EntityMention* name = index_.at(i); name != nullptr && name->type == "PER") break;
        begin = i;
        role = role || reading_.has(i, WordClass::role) || reading_.has(i, WordClass::title);
        if (const EntityMention* name = index_.at(i); name != nullptr && role && is_organisation(*name)) {
            begin = std::max(floor, index_.first_token(*name));
            break;
        }
        if (reading_.is_one_of(i, {"the", "a", "an"}) && role) break;
    }
    if (begin == end || !role) return {};
    PersonFacts facts = describe(begin, end);
    // Without an organisation the phrase may reach too far back: keep what starts with the role.
    for (std::size_t i = begin; facts.org.empty() && i < end; ++i) {
        if (!reading_.has(i, WordClass::role)) continue;
        facts.role = joined(reading_, i, end);
        break;
    }
    return facts;
}

}  // namespace

MentionIndex::MentionIndex(const Reading& reading, const std::vector<EntityMention>& mentions)
    : reading_(reading), mentions_(mentions), owner_(reading.size(), kNobody) {
    for (std::uint32_t m = 0; m < mentions.size(); ++m) {
        for (std::size_t i = first_token(mentions[m]); i < last_token(mentions[m]); ++i) {
            if (owner_[i] == kNobody) owner_[i] = m;
        }
    }
}

const EntityMention* MentionIndex::at(std::size_t token) const {
    return token < owner_.size() && owner_[token] != kNobody ? &mentions_[owner_[token]] : nullptr;
}

const EntityMention* MentionIndex::ending_before(std::size_t token) const {
    return token == 0 ? nullptr : at(token - 1);
}

std::size_t MentionIndex::first_token(const EntityMention& mention) const {
    return reading_.token_at(mention.span.begin);
}

std::size_t MentionIndex::last_token(const EntityMention& mention) const {
    return mention.span.end == 0 ? 0 : std::min(reading_.token_at(mention.span.end - 1) + 1, reading_.size());
}

bool is_organisation(const EntityMention& mention) {
    return mention.type == "COMPANY" || mention.type == "PRODUCT" || mention.type == "REGULATOR" ||
           mention.type == "COURT" || mention.type == "ORG";
}

People read_people(const Reading& reading, const MentionIndex& index,
                   const std::vector<EntityMention>& mentions) {
    PeopleReader reader(reading, index);
    for (const EntityMention& mention : mentions) {
        if (mention.type == "PER" && !mention.coref) reader.read(mention);
    }
    return reader.take();
}

}  // namespace claimline
