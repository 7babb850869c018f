// Reading checks every length before it is used; nothing in the file is trusted but the meaning of its
// numbers.

#include "extract/weights.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <type_traits>

namespace claimline {
namespace {

constexpr std::string_view kMagic = "claimline-weights 1\n";

template <class Int>
void put(std::string& out, Int value) {
    auto bits = static_cast<std::uint64_t>(static_cast<std::make_unsigned_t<Int>>(value));
    for (std::size_t i = 0; i < sizeof(Int); ++i, bits >>= 8) out.push_back(static_cast<char>(bits & 0xFF));
}

class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    template <class Int>
    bool get(Int& value) {
        if (rest_.size() < sizeof(Int)) return false;
        std::uint64_t bits = 0;
        for (std::size_t i = sizeof(Int); i-- > 0;) bits = bits << 8 | static_cast<unsigned char>(rest_[i]);
        value = static_cast<Int>(bits);
        rest_.remove_prefix(sizeof(Int));
        return true;
    }
    [[nodiscard]] std::size_t left() const { return rest_.size(); }

  private:
    std::string_view rest_;
};

bool read_header(std::string_view& rest, LinearModel& model) {
    if (!rest.starts_with(kMagic)) return false;
    rest.remove_prefix(kMagic.size());
    while (true) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) return false;
        const std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        if (line.empty()) return true;
        const std::size_t colon = line.find(": ");
        if (colon == std::string_view::npos) return false;
        model.header.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
}

bool read_rows(Reader& reader, LinearModel& model) {
    std::uint32_t count = 0;
    if (!reader.get(count) || count > reader.left() / (sizeof(std::uint64_t) + sizeof(std::uint16_t)))
        return false;
    model.hashes.resize(count);
    model.rows.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        std::uint16_t mask = 0;
        if (!reader.get(model.hashes[i]) || !reader.get(mask)) return false;
        if (i > 0 && model.hashes[i] <= model.hashes[i - 1]) return false;
        for (std::size_t label = 0; label < kMaxLabels; ++label) {
            if ((mask >> label & 1) == 0) continue;
            std::int16_t& weight = model.rows[i].by_label[label];
            if (!reader.get(weight) || std::abs(static_cast<int>(weight)) > kMaxWeight) return false;
        }
    }
    return true;
}

bool read_words(Reader& reader, LinearModel& model) {
    std::uint32_t count = 0;
    if (!reader.get(count) || count > reader.left() / (sizeof(std::uint64_t) + 3)) return false;
    model.words.resize(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        auto& [hash, labels, only] = model.words[i];
        if (!reader.get(hash) || !reader.get(labels) || !reader.get(only)) return false;
        if (labels == 0 || (only >= kMaxLabels && only != WordEntry::kNoLabel)) return false;
        if (i > 0 && hash <= model.words[i - 1].hash) return false;
    }
    return reader.left() == 0;
}

}  // namespace

std::string_view LinearModel::value(std::string_view name) const {
    const auto found = std::ranges::find(header, name, [](const auto& entry) { return entry.first; });
    return found == header.end() ? std::string_view() : std::string_view(found->second);
}

std::string to_bytes(const LinearModel& model) {
    std::string out(kMagic);
    for (const auto& [name, value] : model.header) out += name + ": " + value + "\n";
    out += '\n';
    put(out, static_cast<std::uint32_t>(model.rows.size()));
    for (std::size_t i = 0; i < model.rows.size(); ++i) {
        const auto& weights = model.rows[i].by_label;
        unsigned mask = 0;
        for (std::size_t label = 0; label < kMaxLabels; ++label)
            mask |= (weights[label] != 0 ? 1U : 0U) << label;
        put(out, model.hashes[i]);
        put(out, static_cast<std::uint16_t>(mask));
        for (const std::int16_t weight : weights) {
            if (weight != 0) put(out, weight);
        }
    }
    put(out, static_cast<std::uint32_t>(model.words.size()));
    for (const auto& [hash, labels, only] : model.words) {
        put(out, hash);
        put(out, labels);
        put(out, only);
    }
    return out;
}

Result<LinearModel> parse_linear_model(std::string_view bytes) {
    LinearModel model;
    std::string_view rest = bytes;
    if (!read_header(rest, model))
        return fail(ErrorKind::corrupt, "reading weights: no header of a weights file");
    Reader reader(rest);
    if (!read_rows(reader, model) || !read_words(reader, model)) {
        return fail(ErrorKind::corrupt, "reading weights: the file is cut off or damaged");
    }
    return model;
}

Result<LinearModel> parse_weights(std::string_view bytes, std::string_view what, std::string_view templates) {
    auto model = parse_linear_model(bytes);
    if (model && model->value("templates") != templates) {
        return fail(ErrorKind::corrupt, "reading {}: trained for features \"{}\", this program has \"{}\"",
                    what, model->value("templates"), templates);
    }
    return model;
}

Result<std::string> read_weights(const std::filesystem::path& file, std::string_view what) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return fail(ErrorKind::not_found, "opening {} {}: no such file", what, file.string());
    return std::string{std::istreambuf_iterator<char>(in), {}};
}

KnownWords::KnownWords(const std::vector<WordEntry>& words) : slots_(std::bit_ceil(words.size() * 2 + 16)) {
    mask_ = slots_.size() - 1;
    for (const WordEntry& word : words) {
        std::uint64_t at = word.hash & mask_;
        while (slots_[at].labels != 0) at = (at + 1) & mask_;
        slots_[at] = word;
    }
}

WeightTable::WeightTable(const LinearModel& model) {
    const std::size_t count = model.rows.size();
    filter_.resize(std::bit_ceil(count * 8 + 64) / 64);
    filter_mask_ = filter_.size() * 64 - 1;
    buckets_.resize(std::bit_ceil(count * 2 / kEntries + 2));
    bucket_mask_ = buckets_.size() - 1;
    rows_.resize(1);
    rows_.insert(rows_.end(), model.rows.begin(), model.rows.end());
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint64_t hash = model.hashes[i];
        const std::uint64_t bit = hash & filter_mask_;
        filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
        std::uint64_t at = hash & bucket_mask_;
        while (buckets_[at].row[kEntries - 1] != 0) at = (at + 1) & bucket_mask_;
        const auto free = std::ranges::find(buckets_[at].row, 0U) - buckets_[at].row.begin();
        buckets_[at].check[static_cast<std::size_t>(free)] = static_cast<std::uint32_t>(hash >> 32);
        buckets_[at].row[static_cast<std::size_t>(free)] = static_cast<std::uint32_t>(i + 1);
    }
}

}  // namespace claimline
