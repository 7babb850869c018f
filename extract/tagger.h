#pragma once
// Part-of-speech tags by a trained model: greedy averaged perceptron (Collins 2002), left to right.

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "extract/tokens.h"

namespace claimline {

// Read-only after loading: threads share one. Integer arithmetic only, so every processor gives the same
// tags.
class Tagger {
  public:
    ~Tagger();
    Tagger(Tagger&&) noexcept;
    Tagger& operator=(Tagger&&) noexcept;

    // not_found when there is no such file (callers then go on without: tokenise() takes null), corrupt when
    // it is damaged or was trained for other features.
    [[nodiscard]] static Result<Tagger> open(const std::filesystem::path& weights);
    [[nodiscard]] static Result<Tagger> parse(std::string_view bytes);

    // Sets `pos` of the tokens of every sentence (flags must be set). Any bytes are safe.
    void tag(std::string_view text, TokenizedText& tokens) const;
    // The same for one sentence. Tags do not depend on what was tagged before.
    void tag(std::string_view text, std::span<Token> sentence) const;

    // Hex SHA-256 of the weights file: part of what can change a claim.
    [[nodiscard]] std::string_view digest() const;

  private:
    struct State;
    explicit Tagger(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace claimline
