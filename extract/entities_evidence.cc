// Capitalised words of open form ("Nordkom", "Hamar"): company, person or place by what stands beside them,
// counted over the whole document.

#include <algorithm>
#include <map>
#include <string>

#include "extract/entities_patterns.h"

namespace claimline {
namespace {

using Source = NameMention::Source;

constexpr std::size_t kLongestRun = 4;  // tokens
constexpr std::size_t kApposition = 8;  // tokens in which ", a German retailer," names its noun
constexpr int kEnough = 2;              // points that decide a type

struct Evidence {
    int company = 0;  // what only companies have around them
    int active = 0;   // verbs that companies and persons share
    int person = 0;
    int place = 0;
    int inside = 0;  // occurrences inside a sentence, where a capital means something
};

struct Run {
    std::size_t first = 0;
    std::size_t last = 0;
    std::string key;
};

class OpenNames {
  public:
    OpenNames(Names& names, const std::vector<NameSpan>& recognised)
        : names_(names), reading_(names.reading()), recognised_(recognised) {}

    void run() {
        collect();
        for (const Run& run : runs_) weigh(run, evidence_[run.key]);
        for (const Run& run : runs_) decide(run, evidence_[run.key]);
    }

  private:
    void collect();
    void weigh(const Run& run, Evidence& evidence) const;
    void weigh_recognised(const Run& run, Evidence& evidence) const;
    void weigh_before(const Run& run, Evidence& evidence) const;
    void weigh_after(const Run& run, Evidence& evidence) const;
    [[nodiscard]] bool described_as_business(std::size_t comma) const;
    void decide(const Run& run, const Evidence& evidence);
    [[nodiscard]] bool open(std::size_t i) const;

    Names& names_;
    const Reading& reading_;
    const std::vector<NameSpan>& recognised_;  // left to right
    std::vector<Run> runs_;
    std::map<std::string, Evidence> evidence_;
};

bool OpenNames::open(std::size_t i) const {
    if (i >= reading_.size() || !reading_.capital(i) || reading_.punctuation(i) || names_.at(i) != nullptr)
        return false;
    const std::string_view form = reading_.form(i);
    if (form.size() < 2) return false;
    // "GIF-sharing": a hyphen before a small letter makes no name.
    const std::size_t hyphen = form.rfind('-');
    if (hyphen != std::string_view::npos && hyphen + 1 < form.size() && form[hyphen + 1] >= 'a' &&
        form[hyphen + 1] <= 'z') {
        return false;
    }
    for (const WordClass other : {WordClass::not_name, WordClass::title, WordClass::role, WordClass::keyword,
                                  WordClass::law_keyword}) {
        if (reading_.has(i, other)) return false;
    }
    if (!reading_.opens_sentence(i)) return true;
    const Pos pos = reading_.token(i).pos;
    return pos == Pos::propn || pos == Pos::noun || pos == Pos::x;
}

void OpenNames::collect() {
    for (std::size_t i = 0; i < reading_.size();) {
        const std::size_t sentence = reading_.sentence_of(i);
        if (!open(i) || reading_.title_case(sentence)) {
            ++i;
            continue;
        }
        std::size_t last = i + 1;
        while (last < reading_.size() && reading_.sentence_of(last) == sentence && last - i < kLongestRun) {
            const bool joined = reading_.form(last) == "&" && open(last + 1) &&
                                reading_.sentence_of(last + 1) == sentence;  // "Berg & Lind Bank"
            if (!joined && !open(last)) break;
            last += joined ? 2 : 1;
        }
        const Span span{reading_.token(i).span.begin, reading_.token(last - 1).span.end};
        runs_.push_back({i, last, collapse_space(slice(reading_.text(), span))});
        i = last;
    }
}

void OpenNames::weigh(const Run& run, Evidence& evidence) const {
    const bool telling = !reading_.opens_sentence(run.first) || run.last - run.first > 1 ||
                         reading_.token(run.first).has(kMixedCase);
    if (telling) ++evidence.inside;
    const TokenWord* suffix =
        run.last - run.first < 2 ? nullptr : reading_.word(run.last - 1, WordClass::suffix);
    if (suffix != nullptr) evidence.company += suffix->value == "firm" ? 2 : 1;
    weigh_before(run, evidence);
    weigh_after(run, evidence);
    weigh_recognised(run, evidence);
}

// One vote beside the others: it settles what one sign of the surroundings leaves open.
void OpenNames::weigh_recognised(const Run& run, Evidence& evidence) const {
    const auto span = std::ranges::lower_bound(recognised_, run.first, {}, &NameSpan::first);
    if (span == recognised_.end() || span->first != run.first || span->last != run.last) return;
    switch (span->type) {
        case NameType::person: ++evidence.person; break;
        case NameType::organisation: ++evidence.company; break;
        case NameType::location: ++evidence.place; break;
    }
}

void OpenNames::weigh_before(const Run& run, Evidence& evidence) const {
    if (const TokenWord* nominal = reading_.word_before(run.first, WordClass::nominal);
        nominal != nullptr && !nominal->value.starts_with("REGULATOR") &&
        !nominal->value.starts_with("COURT")) {
        evidence.company += 2;
    }
    if (run.first == 0) return;
    const std::size_t before = run.first - 1;
    if (reading_.is_one_of(before, {"in", "near", "outside"})) ++evidence.place;
    if (reading_.is_one_of(before,
                           {"acquire", "acquired", "buy", "bought", "against", "rival", "sued", "fined"})) {
        ++evidence.company;
    }
    if (before > 0 && reading_.is_one_of(before, {"of", "in"}) &&
        reading_.is_one_of(before - 1, {"shares", "stake", "subsidiary", "unit", "customers", "users"})) {
        evidence.company += 2;
    }
}

void OpenNames::weigh_after(const Run& run, Evidence& evidence) const {
    const std::size_t next = run.last;
    if (reading_.has(next, WordClass::said)) {
        ++evidence.active;
        ++evidence.person;
    } else if (reading_.has(next, WordClass::company_verb)) {
        ++evidence.active;
    }
    if (reading_.has(next, WordClass::role)) evidence.company += 2;
    if (reading_.is_one_of(
            next, {"executives", "employees", "users", "customers", "subscribers", "shares", "app"})) {
        evidence.company += 2;
    }
    if (reading_.possessive(next)) {
        if (reading_.has(next + 1, WordClass::role) || reading_.has(next + 1, WordClass::nominal))
            evidence.company += 2;
    }
    if (reading_.form(next) == "(" && next + 2 < reading_.size() && reading_.token(next + 1).has(kAllCaps) &&
        !reading_.token(next + 1).has(kNumeric) && reading_.form(next + 2) == ")") {
        evidence.company += 2;
    }
    if (reading_.form(next) != ",") return;
    if (reading_.is(next + 1, "who")) evidence.person += 2;
    if (reading_.has(next + 1, WordClass::role) || (reading_.is_one_of(next + 1, {"the", "a", "its", "an"}) &&
                                                    reading_.has(next + 2, WordClass::role))) {
        evidence.person += 3;
    } else if (described_as_business(next)) {
        evidence.company += 3;
    }
    if (const NameMention* region = names_.at(next + 1); region != nullptr && region->type == "PLACE") {
        evidence.place += evidence.place > 0 ? 2 : 1;
    }
}

// ", a German fashion retailer" or ", which operates": the apposition tells what the name is.
bool OpenNames::described_as_business(std::size_t comma) const {
    if (!reading_.is_one_of(comma + 1, {"a", "an", "the"})) return false;
    for (std::size_t i = comma + 2; i < comma + kApposition && i < reading_.size(); ++i) {
        if (reading_.punctuation(i)) return false;
        const TokenWord* nominal = reading_.word(i, WordClass::nominal);
        if (nominal != nullptr)
            return !nominal->value.starts_with("REGULATOR") && !nominal->value.starts_with("COURT");
    }
    return false;
}

void OpenNames::decide(const Run& run, const Evidence& evidence) {
    if (evidence.inside == 0 && evidence.company + evidence.person + evidence.place < 2 * kEnough) return;
    const bool single = run.last - run.first == 1;
    if (single && reading_.has(run.first, WordClass::suffix)) return;
    const bool full_name = run.last - run.first >= 2 && run.last - run.first <= 3;
    std::string_view type;
    if (full_name && evidence.person >= 3 && evidence.person >= evidence.company) {
        type = "PER";
    } else if (evidence.company >= 1 && evidence.company + std::min(evidence.active, 1) >= kEnough &&
               evidence.company >= evidence.place) {
        type = "COMPANY";
    } else if (single && evidence.place >= kEnough && evidence.place > evidence.company) {
        type = "PLACE";
    } else {
        return;
    }
    const float confidence = evidence.company + evidence.person + evidence.place > 3 ? 0.6F : 0.5F;
    names_.add(run.first, run.last, Source::pattern, type, run.key, confidence);
}

}  // namespace

void add_names_by_evidence(Names& names, const std::vector<NameSpan>& recognised) {
    OpenNames(names, recognised).run();
}

}  // namespace claimline
