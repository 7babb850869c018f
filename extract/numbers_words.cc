#include "extract/numbers_words.h"

#include <algorithm>
#include <cstring>

#include "core/text.h"

namespace claimline {

// In numbers_words_en.cc and numbers_words_de.cc.
void fill_english(WordTable& table);
void fill_german(WordTable& table);

namespace {

constexpr std::size_t kSlots = 4096;  // well over twice the words of the largest table

bool equals_lower(std::string_view word, std::string_view lower) {
    return word.size() == lower.size() && std::equal(word.begin(), word.end(), lower.begin(),
                                                     [](char a, char b) { return to_lower(a) == b; });
}

WordTable make_table(void (*fill)(WordTable&)) {
    WordTable table;
    fill(table);
    table.finish();
    return table;
}

}  // namespace

const WordTable& WordTable::of(std::string_view lang) {
    static const WordTable english = make_table(fill_english);
    static const WordTable german = make_table(fill_german);
    return lang.starts_with("de") ? german : english;
}

namespace {

// The first and the last eight bytes and the length, case bits dropped: words that agree in them are
// compared.
std::uint64_t hash_of(std::string_view word) {
    constexpr std::uint64_t kCaseBits = 0x2020202020202020U;
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    const std::size_t size = std::min(word.size(), sizeof head);
    std::memcpy(&head, word.data(), size);
    std::memcpy(&tail, word.data() + word.size() - size, size);
    std::uint64_t hash = ((head | kCaseBits) * 0x9E3779B97F4A7C15U) ^ ((tail | kCaseBits) + word.size());
    hash *= 0xD6E8FEB86659FD93U;
    return hash ^ (hash >> 32);
}

}  // namespace

std::size_t WordTable::slot_of(std::string_view word) const {
    std::size_t slot = hash_of(word) & (slots_.size() - 1);
    while (slots_[slot] != kNoWord && !equals_lower(word, spellings_[slots_[slot]])) {
        slot = (slot + 1) & (slots_.size() - 1);
    }
    return slot;
}

WordId WordTable::find(std::string_view word) const {
    return word.size() > longest_ ? kNoWord : slots_[slot_of(word)];
}

Word& WordTable::entry(std::string_view word) {
    if (slots_.empty()) slots_.resize(kSlots);
    WordId& id = slots_[slot_of(word)];
    if (id == kNoWord) {
        id = static_cast<WordId>(words_.size());
        words_.emplace_back();
        spellings_.push_back(word);
        longest_ = std::max(longest_, word.size());
    }
    return words_[id];
}

void WordTable::finish() {
    for (Word& word : words_) {
        word.starts_number = word.number_kind != NumberKind::none || word.ordinal != 0 ||
                             word.key == Key::half || word.key == Key::quarter || word.key == Key::dozen ||
                             word.key == Key::point || word.key == Key::minus || word.key == Key::few ||
                             word.key == Key::several || word.key == Key::couple;
        word.starts_date = word.starts_number || word.month != 0 || word.weekday != 0 ||
                           word.grain != Grain::none || (word.key >= Key::this_ && word.key <= Key::soon) ||
                           (word.key >= Key::early && word.key <= Key::rest) ||
                           (word.key >= Key::fiscal && word.key <= Key::hourly) || word.key == Key::the ||
                           word.key == Key::between || word.key == Key::from || word.key == Key::some ||
                           word.key == Key::many || word.key == Key::all || word.key == Key::a ||
                           word.key == Key::in || word.key == Key::within || word.key == Key::another;
    }
}

}  // namespace claimline
