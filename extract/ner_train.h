#pragma once
// Training and scoring of the name recogniser; repeatable to the byte like the tagger's.

#include <string_view>
#include <vector>

#include "core/result.h"
#include "extract/ner.h"
#include "extract/tagger.h"
#include "extract/tagger_train.h"
#include "extract/treebank.h"

namespace claimline {

// Rows "class<TAB>word word ..." of data/names -> words with the bits of kNameClasses, sorted by hash.
[[nodiscard]] Result<std::vector<WordEntry>> parse_name_lists(std::string_view tsv);

// Sentences of one document must stand together. Tags come from `tagger`, as in use.
[[nodiscard]] LinearModel train_names(std::vector<TreebankSentence> sentences, const Tagger& tagger,
                                      std::vector<WordEntry> names, const TrainingOptions& options);

struct NameScore {
    std::size_t found = 0;
    std::size_t gold = 0;
    std::size_t right = 0;       // span and type
    std::size_t right_span = 0;  // span alone
};
[[nodiscard]] NameScore score_names(std::vector<TreebankSentence> sentences, const Tagger& tagger,
                                    const NameFinder& finder);

}  // namespace claimline
