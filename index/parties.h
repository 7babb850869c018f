#pragma once
// Who belongs to whom and what lies where, as far as comparing claims needs it: the entity table of the packs
// in the catalogue's own words.

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace claimline {

// One row of the entity table.
struct KnownParty {
    std::string id;
    std::string name;
    std::string kind;  // company, service, city, country, region ...
    std::string type;  // COMPANY PRODUCT REGULATOR PLACE ...
    std::vector<std::string> aliases;
    std::string parent;   // owner, or the place around it: an id
    std::string country;  // ISO 3166 code or empty

    friend bool operator==(const KnownParty&, const KnownParty&) = default;
};

enum class PlaceSize { site, country, region };

// A place as written, from the inside out: "Hamar, Norway" is hamar, norway, europe, world. Known places by
// id, others by their folded name.
struct PlaceChain {
    std::vector<std::string> steps;
    PlaceSize size = PlaceSize::site;  // of the innermost step; what the table does not know is a site

    [[nodiscard]] bool empty() const { return steps.empty(); }
    [[nodiscard]] const std::string& innermost() const { return steps.front(); }
};
[[nodiscard]] bool same_place(const PlaceChain& a, const PlaceChain& b);
[[nodiscard]] bool lies_inside(const PlaceChain& inner, const PlaceChain& outer);  // or is the same
// One lies inside the other, or one of them is not said.
[[nodiscard]] bool may_be_one_place(const PlaceChain& a, const PlaceChain& b);

class Parties {
  public:
    Parties() = default;
    explicit Parties(std::vector<KnownParty> rows);

    [[nodiscard]] const std::vector<KnownParty>& rows() const { return rows_; }
    [[nodiscard]] const KnownParty* find(std::string_view id) const;
    // By name or alias, case and accents apart.
    [[nodiscard]] const KnownParty* find_name(std::string_view name) const;

    // What a party is compared by: its id, else its folded name.
    [[nodiscard]] std::string key(std::string_view id, std::string_view name) const;
    // The same, of the owner at the top: Instagram and WhatsApp are one party with Meta.
    [[nodiscard]] std::string family(std::string_view id, std::string_view name) const;
    [[nodiscard]] PlaceChain place(std::string_view name) const;

    // SHA-256 over all rows, hex.
    [[nodiscard]] std::string digest() const;

  private:
    std::vector<KnownParty> rows_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, std::size_t> by_name_;  // folded; the first row of a name wins
};

}  // namespace claimline
