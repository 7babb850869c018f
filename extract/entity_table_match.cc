#include "extract/entity_table_match.h"

#include <algorithm>
#include <array>
#include <bit>

#include "core/text.h"
#include "extract/word_map.h"

namespace claimline {
namespace {

// Base letters of U+00C0..U+00FF and U+0100..U+017F; '*' and '/' are the signs × and ÷.
constexpr std::string_view kLatin1 = "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty";
constexpr std::string_view kLatinA =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiJjJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSs"
    "TtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";
static_assert(kLatin1.size() == 64 && kLatinA.size() == 128);

constexpr std::size_t kLongestAlias = 24;  // atoms
constexpr std::size_t kAhead = 4;          // atoms between asking for an edge and following it

// One character of the text as the automaton sees it.
struct Character {
    std::size_t size = 1;
    char letter = 0;  // accents off, case kept; 0 = not a Latin letter or digit
    bool word = false;
    bool space = false;
};

Character ascii_character(char c) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
    return {1, letter ? c : '\0', letter, is_space(c)};
}

// Letters beyond ASCII count as word characters; U+00A0..U+00BF, U+2000..U+206F and U+3000..U+303F do not.
Character character_at(std::string_view text, std::size_t at) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return ascii_character(text[at]);
    std::size_t next = at;
    const char32_t point = next_code_point(text, next);
    const std::size_t size = next - at;
    if (point == 0xA0 || point == 0x202F || point == 0x3000 || (point >= 0x2000 && point <= 0x200B)) {
        return {size, 0, false, true};
    }
    if (point >= 0xC0 && point <= 0xFF) {
        const char base = kLatin1[point - 0xC0];
        return {size, base, base != '*' && base != '/', false};
    }
    if (point >= 0x100 && point <= 0x17F) return {size, kLatinA[point - 0x100], true, false};
    const bool punctuation = point < 0xC0 || (point >= 0x2000 && point <= 0x206F) ||
                             (point >= 0x3000 && point <= 0x303F) || point == 0xFFFD;
    return {size, 0, !punctuation, false};
}

// Both hashes of one atom, fed letter by letter. FNV-1a over case-folded and unfolded bytes, mixed at the
// end.
class AtomHash {
  public:
    void add(char c) {
        key_ = (key_ ^ static_cast<unsigned char>(to_lower(c))) * kPrime;
        form_ = (form_ ^ static_cast<unsigned char>(c)) * kPrime;
    }
    [[nodiscard]] std::uint64_t key(bool glued) const { return mix_bits(key_ + (glued ? 1 : 0)); }
    [[nodiscard]] std::uint64_t form() const { return mix_bits(form_); }

  private:
    static constexpr std::uint64_t kPrime = 0x100000001B3ULL;
    std::uint64_t key_ = 0xCBF29CE484222325ULL;
    std::uint64_t form_ = 0xCBF29CE484222325ULL;
};

// Typographic apostrophes and hyphens count as the ASCII ones.
char plain_punctuation(std::string_view raw) {
    if (raw == "\u2019" || raw == "\u2018") return '\'';
    if (raw == "\u2010" || raw == "\u2011") return '-';
    return '\0';
}

Atom cut_atom(std::string_view text, std::size_t at, bool glued) {
    AtomHash hash;
    Atom atom;
    atom.begin = static_cast<std::uint32_t>(at);
    const Character first = character_at(text, at);
    atom.word = first.word;
    atom.capital = first.letter >= 'A' && first.letter <= 'Z';
    std::size_t end = at;
    for (; first.word && end < text.size(); ++end) {  // letters and digits of ASCII: nearly all there is
        const Character c = ascii_character(text[end]);
        if (static_cast<unsigned char>(text[end]) >= 0x80 || !c.word) break;
        hash.add(c.letter);
    }
    do {
        if (end == text.size()) break;
        const Character c = character_at(text, end);
        if (end != at && c.word != first.word) break;
        if (c.letter != 0) {
            hash.add(c.letter);
        } else if (const char plain = plain_punctuation(text.substr(end, c.size)); plain != 0) {
            hash.add(plain);
        } else {
            for (const char byte : text.substr(end, c.size)) hash.add(byte);
        }
        end += c.size;
    } while (first.word && end < text.size());
    atom.end = static_cast<std::uint32_t>(end);
    atom.glued = glued;
    atom.key = hash.key(glued);
    atom.form = hash.form();
    return atom;
}

// Alias forms are compared as one number: order matters, so that "A B" is not "B A".
std::uint64_t combine_forms(std::uint64_t so_far, const Atom& atom) {
    return mix_bits(so_far * 31 + atom.form);
}

// The key an atom would have after white space: the first atom of an alias may stand glued or not.
std::uint64_t loose_key(std::string_view text, const Atom& atom) {
    return atom.glued ? cut_atom(text, atom.begin, false).key : atom.key;
}

bool is_acronym(std::string_view alias) {
    return alias.size() <= 6 &&
           std::ranges::all_of(alias, [](char c) { return !(c >= 'a' && c <= 'z') && c != ' '; });
}

constexpr std::array<std::string_view, kWordClasses> kWordClassNames = {
    "said",           "said_wide", "cue_phrase",   "medium",   "title",    "role",
    "suffix",         "keyword",   "law_keyword",  "nominal",  "field",    "group",
    "group_modifier", "unnamed",   "company_verb", "relation", "not_name", "first_name"};

}  // namespace

std::vector<Atom> cut_atoms(std::string_view text) {
    std::vector<Atom> atoms;
    atoms.reserve(text.size() / 5 + 4);
    cut_atoms(text, atoms);
    return atoms;
}

void cut_atoms(std::string_view text, std::vector<Atom>& atoms) {
    atoms.clear();
    bool glued = false;
    bool line_break = false;
    for (std::size_t at = 0; at < text.size();) {
        const Character c = character_at(text, at);
        if (c.space) {
            line_break = line_break || text[at] == '\n';
            glued = false;
            at += c.size;
            continue;
        }
        atoms.push_back(cut_atom(text, at, glued));
        atoms.back().line_break = line_break;
        line_break = false;
        glued = true;
        at = atoms.back().end;
    }
}

std::optional<WordClass> parse_word_class(std::string_view name) {
    const auto found = std::ranges::find(kWordClassNames, name);
    if (found == kWordClassNames.end()) return std::nullopt;
    return static_cast<WordClass>(found - kWordClassNames.begin());
}

EntityTable::Matcher::Matcher()
    : outputs_of_node_(1), outputs_(1), edges_(kSmallest), edge_filter_(kSmallest * kFilterBits / 64) {}

void EntityTable::Matcher::mark(std::uint64_t hash) {
    const std::uint64_t bit = hash & (edge_filter_.size() * 64 - 1);
    edge_filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
}

std::uint32_t EntityTable::Matcher::child(std::uint32_t node, std::uint64_t key) const {
    const std::uint64_t hash = mix_bits(key ^ node);
    const std::uint64_t bit = hash & (edge_filter_.size() * 64 - 1);
    if ((edge_filter_[bit / 64] >> (bit % 64) & 1U) == 0) return 0;
    const std::size_t mask = edges_.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Edge& edge = edges_[at];
        if (edge.child == 0 || (edge.node == node && edge.key == key)) return edge.child;
    }
}

void EntityTable::Matcher::prefetch_child(std::uint32_t node, std::uint64_t key) const {
    const std::uint64_t hash = mix_bits(key ^ node);
    __builtin_prefetch(&edge_filter_[(hash & (edge_filter_.size() * 64 - 1)) / 64]);
    __builtin_prefetch(&edges_[hash & (edges_.size() - 1)]);
}

std::uint32_t EntityTable::Matcher::grow_child(std::uint32_t node, std::uint64_t key) {
    if ((edge_count_ + 1) * 2 > edges_.size()) rehash(edges_.size() * 2);
    const std::uint64_t hash = mix_bits(key ^ node);
    const std::size_t mask = edges_.size() - 1;
    std::size_t at = hash & mask;
    for (; edges_[at].child != 0; at = (at + 1) & mask) {
        if (edges_[at].node == node && edges_[at].key == key) return edges_[at].child;
    }
    outputs_of_node_.push_back(0);
    const auto made = static_cast<std::uint32_t>(outputs_of_node_.size() - 1);
    edges_[at] = {key, node, made};
    mark(hash);
    ++edge_count_;
    return made;
}

void EntityTable::Matcher::reserve(std::size_t atoms) {
    const std::size_t wanted = std::bit_ceil((edge_count_ + atoms) * 2 + 1);
    if (wanted > edges_.size()) rehash(wanted);
}

void EntityTable::Matcher::rehash(std::size_t slots) {
    std::vector<Edge> larger(slots);
    edge_filter_.assign(slots * kFilterBits / 64, 0);
    const std::size_t mask = larger.size() - 1;
    for (const Edge& edge : edges_) {
        if (edge.child == 0) continue;
        const std::uint64_t hash = mix_bits(edge.key ^ edge.node);
        mark(hash);
        std::size_t at = hash & mask;
        while (larger[at].child != 0) at = (at + 1) & mask;
        larger[at] = edge;
    }
    edges_.swap(larger);
}

void EntityTable::Matcher::add(std::string_view alias, Output output) {
    std::vector<Atom>& atoms = scratch_;
    cut_atoms(alias, atoms);
    if (atoms.empty() || atoms.size() > kLongestAlias) return;
    std::uint32_t node = 0;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        node = grow_child(node, atoms[i].key);
        output.form = combine_forms(output.form, atoms[i]);
        if (atoms[i].capital && !(output.loose && i > 0)) output.capitals |= 1ULL << i;
    }
    output.next = outputs_of_node_[node];
    outputs_of_node_[node] = static_cast<std::uint32_t>(outputs_.size());
    outputs_.push_back(output);
}

void EntityTable::Matcher::add_name(std::string_view alias, std::uint32_t entity, AliasStrength strength,
                                    bool canonical, bool loose) {
    Output output;
    output.entity = entity;
    output.canonical = canonical;
    output.loose = loose;
    output.kind = static_cast<std::uint8_t>(strength);
    const bool lower = !alias.empty() && !(alias[0] >= 'A' && alias[0] <= 'Z');
    if (strength != AliasStrength::strong || is_acronym(alias)) {
        output.rule = lower ? CaseRule::capitals : CaseRule::exact;
    } else {
        output.rule = CaseRule::capitals;
    }
    add(alias, output);
}

std::uint32_t EntityTable::Matcher::intern_value(std::string_view value) {
    const auto known = std::ranges::find(values_, value);
    const auto index = static_cast<std::uint32_t>(known - values_.begin());
    if (known == values_.end()) values_.emplace_back(value);
    return index;
}

void EntityTable::Matcher::add_word(std::string_view word, WordClass word_class, std::uint32_t value) {
    Output output;
    output.kind = static_cast<std::uint8_t>(kWordKind + static_cast<std::uint8_t>(word_class));
    output.entity = value;
    const bool lower = std::ranges::none_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
    output.rule = lower ? CaseRule::any : CaseRule::exact;
    add(word, output);
}

void EntityTable::Matcher::emit(NameScan& scan, std::size_t first, std::size_t last,
                                std::uint32_t node) const {
    std::uint64_t form = 0;
    std::uint64_t capitals = 0;
    for (std::size_t i = first; i < last; ++i) {
        form = combine_forms(form, scan.atoms[i]);
        if (scan.atoms[i].capital) capitals |= 1ULL << (i - first);
    }
    for (std::uint32_t at = outputs_of_node_[node]; at != 0; at = outputs_[at].next) {
        const Output& output = outputs_[at];
        const bool fits = output.form == form || output.rule == CaseRule::any ||
                          (output.rule == CaseRule::capitals && (output.capitals & ~capitals) == 0);
        if (!fits) continue;
        const auto from = static_cast<std::uint32_t>(first);
        const auto until = static_cast<std::uint32_t>(last);
        if (output.kind >= kWordKind) {
            scan.words.push_back(
                {from, until, static_cast<WordClass>(output.kind - kWordKind), output.entity});
        } else {
            scan.names.push_back({from, until, output.entity, static_cast<AliasStrength>(output.kind)});
        }
    }
}

NameScan EntityTable::Matcher::scan(std::string_view text) const {
    NameScan scan;
    scan.atoms = cut_atoms(text);
    std::array<std::uint32_t, kLongestAlias> nodes{};
    for (std::size_t first = 0; first < scan.atoms.size(); ++first) {
        if (first + kAhead < scan.atoms.size()) prefetch_child(0, scan.atoms[first + kAhead].key);
        std::size_t depth = 0;
        std::uint32_t node = child(0, loose_key(text, scan.atoms[first]));
        while (node != 0) {
            nodes[depth++] = node;
            const std::size_t next = first + depth;
            if (depth == kLongestAlias || next == scan.atoms.size() || scan.atoms[next].line_break) break;
            node = child(node, scan.atoms[next].key);
        }
        for (; depth > 0; --depth) {
            if (outputs_of_node_[nodes[depth - 1]] != 0) emit(scan, first, first + depth, nodes[depth - 1]);
        }
    }
    return scan;
}

std::optional<std::uint32_t> EntityTable::Matcher::find_whole(std::string_view name) const {
    const std::vector<Atom> atoms = cut_atoms(name);
    std::uint32_t node = 0;
    for (const Atom& atom : atoms) {
        node = child(node, atom.key);
        if (node == 0) return std::nullopt;
    }
    // Lists run from the last alias added to the first, so that the first row of the table wins.
    std::optional<std::uint32_t> named;
    std::optional<std::uint32_t> best;
    for (std::uint32_t at = atoms.empty() ? 0 : outputs_of_node_[node]; at != 0; at = outputs_[at].next) {
        const Output& output = outputs_[at];
        if (output.kind >= kWordKind) continue;
        if (output.canonical) named = output.entity;
        if (output.kind == static_cast<std::uint8_t>(AliasStrength::strong)) best = output.entity;
    }
    return named ? named : best;
}

}  // namespace claimline
