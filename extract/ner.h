#pragma once
// Names of persons, organisations and places by a trained model: linear-chain structured perceptron (Collins
// 2002) over BILOU labels. One voter beside the entity table and the patterns, never the judge.

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "extract/tokens.h"

namespace claimline {

enum class NameType : std::uint8_t { person, organisation, location };
[[nodiscard]] const char* to_string(NameType type);  // PER, ORG, LOC

struct NameSpan {
    Span span;
    std::uint32_t first = 0;  // tokens [first, last)
    std::uint32_t last = 0;
    NameType type = NameType::person;
};

// Read-only after loading: threads share one. Integer arithmetic only, so every processor finds the same
// names.
class NameFinder {
  public:
    ~NameFinder();
    NameFinder(NameFinder&&) noexcept;
    NameFinder& operator=(NameFinder&&) noexcept;

    // not_found when there is no such file, corrupt when it is damaged or was trained for other features.
    [[nodiscard]] static Result<NameFinder> open(const std::filesystem::path& weights);
    [[nodiscard]] static Result<NameFinder> parse(std::string_view bytes);

    // Left to right, never overlapping, each within a sentence. Tags of the tokens should be the tagger's.
    [[nodiscard]] std::vector<NameSpan> find_name_spans(std::string_view text,
                                                        const TokenizedText& tokens) const;

    [[nodiscard]] std::string_view digest() const;  // hex SHA-256 of the weights file

  private:
    struct State;
    explicit NameFinder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace claimline
