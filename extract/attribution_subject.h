#pragma once
// The subject of a verb of speech: who stands before it, behind it, or is its agent.

#include <functional>
#include <vector>

#include "extract/attribution_people.h"
#include "extract/entities_reading.h"

namespace claimline {

// What a verb of speech found as its speaker.
struct SpeechSubject {
    const EntityMention* who = nullptr;
    std::string role;                   // "spokesperson": an unnamed person speaks for `who`
    bool guessed = false;               // a bare "the spokesman said": `who` is only the nearest party
    const TokenWord* medium = nullptr;  // "the lawsuit says": a document speaks
};

class SubjectFinder {
  public:
    // `quoted` tells the tokens inside quotation marks. Keeps references.
    SubjectFinder(const Reading& reading, const MentionIndex& index, const std::vector<bool>& quoted)
        : reading_(reading), index_(index), quoted_(quoted) {}

    // `verb` is the first token of a verb of speech outside quotation marks.
    [[nodiscard]] SpeechSubject find(std::size_t verb) const;
    // The nearest organisation before the token, at most two sentences back: whom "a spokesman" speaks for.
    [[nodiscard]] const EntityMention* nearest_party(std::size_t token) const;

  private:
    [[nodiscard]] bool passive(std::size_t verb) const;
    [[nodiscard]] const EntityMention* agent(std::size_t verb) const;
    [[nodiscard]] bool inverted(std::size_t verb) const;
    [[nodiscard]] bool names_its_subject_behind(std::size_t verb) const;
    [[nodiscard]] SpeechSubject after_verb(std::size_t verb) const;
    [[nodiscard]] SpeechSubject before(std::size_t end, std::size_t verb) const;
    [[nodiscard]] SpeechSubject across_comma(std::size_t end) const;
    [[nodiscard]] SpeechSubject by_role(std::size_t role_first, std::size_t role_end) const;
    [[nodiscard]] const EntityMention* main_subject(std::size_t verb) const;
    [[nodiscard]] const TokenWord* leading_document(std::size_t verb) const;
    [[nodiscard]] std::size_t end_of_subject(std::size_t verb) const;
    [[nodiscard]] bool passes_for_time(std::size_t i) const;

    const Reading& reading_;
    const MentionIndex& index_;
    const std::vector<bool>& quoted_;
};

}  // namespace claimline
