// Loads the tab-separated entity packs and builds the alias automaton from them.

#include "extract/entity_table.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <system_error>

#include "core/hash.h"
#include "core/text.h"
#include "extract/entity_table_match.h"
#include "extract/word_map.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxFileBytes = 64U << 20;
constexpr std::size_t kBytesPerAtom = 12;  // of the shipped packs; sizes the automaton before it is filled
constexpr unsigned kMaxParents = 16;       // steps of is_inside(): the table may hold a circle by mistake

struct KindType {
    std::string_view kind;
    std::string_view type;
};
constexpr std::array kKinds = {
    KindType{"company", "COMPANY"},
    KindType{"service", "PRODUCT"},
    KindType{"project", "PRODUCT"},
    KindType{"regulator", "REGULATOR"},
    KindType{"government", "REGULATOR"},
    KindType{"legislature", "REGULATOR"},
    KindType{"council", "REGULATOR"},
    KindType{"court", "COURT"},
    KindType{"media", "ORG"},
    KindType{"ngo", "ORG"},
    KindType{"organisation", "ORG"},
    KindType{"person", "PER"},
    KindType{"country", "PLACE"},
    KindType{"region", "PLACE"},
    KindType{"bloc", "PLACE"},
    KindType{"admin1", "PLACE"},
    KindType{"city", "PLACE"},
    KindType{"law", "LAW"},
    KindType{"bill", "LAW"},
    KindType{"case", "LAW"},
    KindType{"standard", "LAW"},
};

std::string_view type_of_kind(std::string_view kind) {
    const auto found = std::ranges::find(kKinds, kind, &KindType::kind);
    return found == kKinds.end() ? std::string_view{} : found->type;
}

enum class Column : std::uint8_t {
    id,
    name,
    kind,
    aliases,
    ambiguous,
    adjectives,
    parent,
    country,
    field,
    domain,
    since,
    geonames,
    wikidata,
    note,
    word_class,
    word,
    value,
};
constexpr std::array<std::string_view, 17> kColumns = {
    "id",     "name",  "kind",     "aliases",  "ambiguous", "adjectives", "parent", "country", "field",
    "domain", "since", "geonames", "wikidata", "note",      "class",      "word",   "value"};

// One row cut at tabs; views into the file.
struct Row {
    std::array<std::string_view, kColumns.size()> cells{};
    [[nodiscard]] std::string_view operator[](Column column) const {
        return cells[static_cast<std::size_t>(column)];
    }
};

std::string_view next_part(std::string_view& rest, char separator) {
    const std::size_t at = rest.find(separator);
    const std::string_view part = rest.substr(0, at);
    rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
    return part;
}

template <class Use>
void for_each_part(std::string_view list, Use use) {
    while (!list.empty()) {
        if (const std::string_view part = trim(next_part(list, ';')); !part.empty()) use(part);
    }
}

std::vector<std::string> split_list(std::string_view list) {
    std::vector<std::string> parts;
    for_each_part(list, [&](std::string_view part) { parts.emplace_back(part); });
    return parts;
}

Result<std::string> read_file(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error) return fail(ErrorKind::io, "reading {}: {}", path.string(), error.message());
    if (size > kMaxFileBytes) return fail(ErrorKind::invalid_input, "{}: larger than 64 MiB", path.string());
    std::string text(size, '\0');
    std::ifstream file(path, std::ios::binary);
    if (!file.read(text.data(), static_cast<std::streamsize>(size))) {
        return fail(ErrorKind::io, "reading {}: cannot be read to its end", path.string());
    }
    if (!is_valid_utf8(text)) return fail(ErrorKind::invalid_input, "{}: not valid UTF-8", path.string());
    return text;
}

// One file of the table, row by row.
class TableFile {
  public:
    TableFile(std::string name, std::string_view text) : name_(std::move(name)), rest_(text) {}

    [[nodiscard]] Result<bool> read_header() {
        const auto line = next_line();
        if (!line) return false;  // nothing but comments
        std::string_view rest = *line;
        while (!rest.empty()) {
            const std::string_view title = next_part(rest, '\t');
            const auto known = std::ranges::find(kColumns, title);
            if (known == kColumns.end()) {
                return with_hint(complain("unknown column \"{}\"", title), "docs/packs.md lists the columns");
            }
            order_.push_back(static_cast<std::size_t>(known - kColumns.begin()));
        }
        return true;
    }
    [[nodiscard]] bool has(Column column) const {
        return std::ranges::find(order_, static_cast<std::size_t>(column)) != order_.end();
    }
    [[nodiscard]] Result<std::optional<Row>> next_row() {
        const auto line = next_line();
        if (!line) return std::nullopt;
        Row row;
        std::size_t cell = 0;
        for (std::string_view rest = *line; !rest.empty(); ++cell) {
            const std::string_view text = trim(next_part(rest, '\t'));
            if (cell >= order_.size()) return complain("more cells than the header has columns");
            row.cells[order_[cell]] = text;
        }
        return row;
    }
    template <class... Args>
    [[nodiscard]] Failure complain(fmt::format_string<Args...> format, Args&&... args) const {
        return fail(ErrorKind::invalid_input, "{}:{}: {}", name_, line_,
                    fmt::format(format, std::forward<Args>(args)...));
    }

  private:
    // Empty lines and lines that start with # are no rows.
    std::optional<std::string_view> next_line() {
        while (!rest_.empty()) {
            ++line_;
            std::string_view line = next_part(rest_, '\n');
            if (line.ends_with('\r')) line.remove_suffix(1);
            if (!trim(line).empty() && !line.starts_with('#')) return line;
        }
        return std::nullopt;
    }

    std::string name_;
    std::string_view rest_;
    std::size_t line_ = 0;
    std::vector<std::size_t> order_;  // column of each cell
};

}  // namespace

struct EntityTable::State {
    std::vector<Entity> entities;
    WordMap by_id;  // id -> index + 1; keys lie in `entities`
    WordMap by_domain;
    Matcher matcher;
    std::string digest;

    [[nodiscard]] Result<bool> read(TableFile& file);
    [[nodiscard]] Result<bool> read_entities(TableFile& file);
    [[nodiscard]] Result<bool> read_words(TableFile& file);
    void index_names();
};

Result<bool> EntityTable::State::read(TableFile& file) {
    const auto header = file.read_header();
    if (!header) return Failure(header.error());
    if (!*header) return true;
    if (file.has(Column::word_class) && file.has(Column::word)) return read_words(file);
    if (file.has(Column::id) && file.has(Column::name) && file.has(Column::kind)) {
        return read_entities(file);
    }
    return with_hint(file.complain("neither a table of entities nor of words"),
                     "the header row needs the columns id, name and kind, or class and word");
}

Result<bool> EntityTable::State::read_entities(TableFile& file) {
    for (;;) {
        const auto next = file.next_row();
        if (!next) return Failure(next.error());
        if (!*next) return true;
        const Row& row = **next;
        for (const Column needed : {Column::id, Column::name, Column::kind}) {
            if (!row[needed].empty()) continue;
            return file.complain("no {}", kColumns[static_cast<std::size_t>(needed)]);
        }
        const std::string_view type = type_of_kind(row[Column::kind]);
        if (type.empty()) {
            return with_hint(
                file.complain("unknown kind \"{}\"", row[Column::kind]),
                "kinds are company, service, regulator, court, law, country, city and the others "
                "of docs/packs.md");
        }
        Entity entity{std::string(row[Column::id]),        std::string(row[Column::name]),
                      std::string(row[Column::kind]),      std::string(type),
                      split_list(row[Column::aliases]),    split_list(row[Column::ambiguous]),
                      split_list(row[Column::adjectives]), std::string(row[Column::parent]),
                      std::string(row[Column::country]),   std::string(row[Column::field]),
                      std::string(row[Column::domain]),    std::string(row[Column::since])};
        if (const std::uint32_t known = by_id.find(entity.id); known != 0) {
            // The key of by_id lies in this id and must stay where it is.
            std::string id = std::move(entities[known - 1].id);
            entities[known - 1] = std::move(entity);
            entities[known - 1].id = std::move(id);
            continue;
        }
        entities.push_back(std::move(entity));
        by_id.add(entities.back().id, static_cast<std::uint32_t>(entities.size()));
    }
}

Result<bool> EntityTable::State::read_words(TableFile& file) {
    for (;;) {
        const auto next = file.next_row();
        if (!next) return Failure(next.error());
        if (!*next) return true;
        const Row& row = **next;
        const auto word_class = parse_word_class(row[Column::word_class]);
        if (!word_class) {
            return with_hint(file.complain("unknown class \"{}\"", row[Column::word_class]),
                             "docs/packs.md lists the classes of words");
        }
        const std::uint32_t value = matcher.intern_value(row[Column::value]);
        for_each_part(row[Column::word],
                      [&](std::string_view word) { matcher.add_word(word, *word_class, value); });
    }
}

void EntityTable::State::index_names() {
    for (std::uint32_t i = 0; i < entities.size(); ++i) {
        const Entity& entity = entities[i];
        if (!entity.domain.empty()) by_domain.add(entity.domain, i + 1);
        const bool weak = std::ranges::find(entity.ambiguous, entity.name) != entity.ambiguous.end();
        const bool loose = entity.type == "REGULATOR" || entity.type == "COURT";
        matcher.add_name(entity.name, i, weak ? AliasStrength::weak : AliasStrength::strong, true, loose);
        for (const auto& alias : entity.aliases)
            matcher.add_name(alias, i, AliasStrength::strong, false, loose);
        for (const auto& alias : entity.ambiguous) {
            if (alias != entity.name) matcher.add_name(alias, i, AliasStrength::weak, false);
        }
        for (const auto& word : entity.adjectives) {
            matcher.add_name(word, i, AliasStrength::adjective, false);
        }
    }
}

EntityTable::EntityTable() : state_(std::make_unique<State>()) {}
EntityTable::~EntityTable() = default;
EntityTable::EntityTable(EntityTable&&) noexcept = default;
EntityTable& EntityTable::operator=(EntityTable&&) noexcept = default;

namespace {

struct LoadedFile {
    fs::path path;
    std::string text;
};

// The *.tsv of the folders in the order in which they count.
Result<std::vector<LoadedFile>> read_folders(const std::vector<fs::path>& folders) {
    std::vector<LoadedFile> files;
    for (const auto& folder : folders) {
        std::error_code error;
        std::vector<fs::path> paths;
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            if (entry.path().extension() == ".tsv") paths.push_back(entry.path());
        }
        std::ranges::sort(paths);
        for (auto& path : paths) {
            auto text = read_file(path);
            if (!text) return Failure(text.error());
            files.push_back({std::move(path), std::move(*text)});
        }
    }
    return files;
}

}  // namespace

Result<EntityTable> EntityTable::load(const std::vector<fs::path>& folders) {
    const auto files = read_folders(folders);
    if (!files) return Failure(files.error());
    EntityTable table;
    Sha256 digest;
    std::size_t lines = 0;
    std::size_t bytes = 0;
    for (const LoadedFile& file : *files) {
        digest.update(file.text);
        lines += static_cast<std::size_t>(std::ranges::count(file.text, '\n')) + 1;
        bytes += file.text.size();
    }
    table.state_->entities.reserve(lines);  // by_id keeps views of the ids: rows must not move
    table.state_->matcher.reserve(bytes / kBytesPerAtom);
    for (const LoadedFile& loaded : *files) {
        TableFile file(loaded.path.string(), loaded.text);
        if (const auto done = table.state_->read(file); !done) return Failure(done.error());
    }
    table.state_->index_names();
    table.state_->digest = to_hex(digest.finish());
    return table;
}

const Entity* EntityTable::find_host(std::string_view host) const {
    while (!host.empty()) {
        if (const std::uint32_t at = state_->by_domain.find(host); at != 0) return &state_->entities[at - 1];
        host.remove_prefix(std::min(host.find('.'), host.size() - 1) + 1);
    }
    return nullptr;
}

const Entity* EntityTable::find(std::string_view id) const {
    const std::uint32_t index = state_->by_id.find(id);
    return index == 0 ? nullptr : &state_->entities[index - 1];
}

const Entity* EntityTable::find_name(std::string_view name) const {
    const auto index = state_->matcher.find_whole(name);
    return index ? &state_->entities[*index] : nullptr;
}

bool EntityTable::is_inside(std::string_view inner_id, std::string_view outer_id) const {
    const Entity* at = find(inner_id);
    for (unsigned step = 0; at != nullptr && step < kMaxParents; ++step) {
        if (at->parent == outer_id) return true;
        at = find(at->parent);
    }
    return false;
}

const std::vector<Entity>& EntityTable::all() const {
    return state_->entities;
}
std::string_view EntityTable::digest() const {
    return state_->digest;
}
const EntityTable::Matcher& EntityTable::matcher() const {
    return state_->matcher;
}

}  // namespace claimline
