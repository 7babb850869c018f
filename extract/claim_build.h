#pragma once
// One trigger match -> candidate claims: subject, slots, time, speaker, modality, confidence.

#include <string>
#include <vector>

#include "core/claim.h"
#include "extract/rule_match.h"

namespace claimline {

struct Candidate {
    Claim claim;
    const Kind* kind = nullptr;
    std::size_t sentence = 0;
    std::uint32_t token = 0;  // anchor of the trigger: document order
    SentenceSpeaker::How said = SentenceSpeaker::How::none;
};

// No claim when a mandatory field stays empty; several when a field is marked `each`.
void build_candidates(const SentenceView& view, const TriggerMatch& match, std::vector<Candidate>& out);

}  // namespace claimline
