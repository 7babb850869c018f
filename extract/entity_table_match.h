#pragma once
// The alias automaton: finds the names of the entity table and the words around names in one pass over a
// text.
//
// A text is cut into atoms (runs of letters and digits, single punctuation characters), apart from the
// tokeniser, so that an alias matches however its punctuation would be tokenised ("AT&T", "Washington,
// D.C."). Aliases live in a trie over atom hashes; case and accents are folded in the trie and checked at its
// leaves.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/entity_table.h"

namespace claimline {

struct Atom {
    std::uint32_t begin = 0;  // bytes
    std::uint32_t end = 0;
    std::uint64_t key = 0;    // hash of the lower-cased form without accents, and of `glued`
    std::uint64_t form = 0;   // the same with case
    bool capital = false;     // first letter upper case
    bool glued = false;       // no white space before
    bool word = false;        // letters or digits, not punctuation
    bool line_break = false;  // a line break lies before
};

// Linear time. `text` must be shorter than 4 GiB.
[[nodiscard]] std::vector<Atom> cut_atoms(std::string_view text);
// The same into a vector that is emptied first.
void cut_atoms(std::string_view text, std::vector<Atom>& atoms);

// Classes of words around names, as words_*.tsv and first_names.tsv name them.
enum class WordClass : std::uint8_t {
    said,            // core verbs of speech, every form
    said_wide,       // verbs of speech only beside a quotation
    cue_phrase,      // "according to"; value: "", outlet, told
    medium,          // "blog post"; value: the canonical medium
    title,           // before a person: "Mr", "Senator"; value: m, f or ""
    role,            // "chief executive"
    suffix,          // of company names: "Inc"; value: "" or weak ("Group")
    keyword,         // of organisation names: "Commission"; value: mention type
    law_keyword,     // "Act"
    nominal,         // "the company"; value: mention type and fields
    field,           // "data protection"; value: field
    group,           // plural nouns of described parties: "officials"
    group_modifier,  // words that may stand before those: "government"
    unnamed,         // "people familiar with the matter"
    company_verb,    // verbs whose subject is a company
    relation,        // "owner", "maker"
    not_name,        // capitalised words that are no names
    first_name,      // value: m, f or both
};
inline constexpr std::size_t kWordClasses = 18;
[[nodiscard]] std::optional<WordClass> parse_word_class(std::string_view name);

enum class AliasStrength : std::uint8_t { strong, weak, adjective };

// Atoms [first, last) carry an alias. Several hits may share a place: every entity with that alias, every
// length.
struct NameHit {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t entity = 0;  // index into EntityTable::all()
    AliasStrength strength = AliasStrength::strong;
};

struct WordHit {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    WordClass word_class = WordClass::said;
    std::uint32_t value = 0;  // of Matcher::value()
};

// Hits by first atom, longer ones first.
struct NameScan {
    std::vector<Atom> atoms;
    std::vector<NameHit> names;
    std::vector<WordHit> words;
};

struct EntityTable::Matcher {
  public:
    Matcher();

    // Makes room for that many more atoms of aliases; only speed depends on it.
    void reserve(std::size_t atoms);
    // `canonical`: the name itself, which find_whole() accepts even when it is weak.
    // `loose`: small letters after the first word do no harm ("European commission").
    void add_name(std::string_view alias, std::uint32_t entity, AliasStrength strength, bool canonical,
                  bool loose = false);
    [[nodiscard]] std::uint32_t intern_value(std::string_view value);
    void add_word(std::string_view word, WordClass word_class, std::uint32_t value);

    [[nodiscard]] NameScan scan(std::string_view text) const;
    [[nodiscard]] std::string_view value(std::uint32_t index) const { return values_[index]; }
    // The entity whose canonical name or strong alias this is, whole and case apart; canonical names first.
    [[nodiscard]] std::optional<std::uint32_t> find_whole(std::string_view name) const;

  private:
    enum class CaseRule : std::uint8_t { exact, capitals, any };
    struct Output {
        std::uint64_t form = 0;      // combined form of its atoms
        std::uint64_t capitals = 0;  // bit i: atom i starts with a capital
        std::uint32_t next = 0;      // of the same node; 0 = none
        std::uint32_t entity = 0;    // or index of the word's value
        CaseRule rule = CaseRule::exact;
        std::uint8_t kind = 0;  // AliasStrength, or kWordKind + WordClass
        bool canonical = false;
        bool loose = false;
    };
    struct Edge {
        std::uint64_t key = 0;
        std::uint32_t node = 0;
        std::uint32_t child = 0;  // 0 = free slot: the root is nobody's child
    };
    static constexpr std::uint8_t kWordKind = 8;

    void add(std::string_view alias, Output output);
    void mark(std::uint64_t hash);
    [[nodiscard]] std::uint32_t child(std::uint32_t node, std::uint64_t key) const;
    // Brings near what child() will read.
    void prefetch_child(std::uint32_t node, std::uint64_t key) const;
    std::uint32_t grow_child(std::uint32_t node, std::uint64_t key);
    void rehash(std::size_t slots);
    void emit(NameScan& scan, std::size_t first, std::size_t last, std::uint32_t node) const;

    std::vector<std::uint32_t> outputs_of_node_;  // head of the list; 0 = none
    std::vector<Output> outputs_;                 // outputs_[0] is nobody's
    std::vector<Edge> edges_;                     // open addressing, at most half full
    std::size_t edge_count_ = 0;
    // A few bits a slot: most words of a text begin or continue no alias and are turned away in the cache.
    static constexpr std::size_t kSmallest = 1U << 8;
    static constexpr std::size_t kFilterBits = 4;
    std::vector<std::uint64_t> edge_filter_;
    std::vector<std::string> values_;
    std::vector<Atom> scratch_;  // of add(): one allocation for all aliases
};

}  // namespace claimline
