#pragma once
// Trained linear models: rows of integer weights found by feature hash, and the file that holds them.
//
// File: a line "claimline-weights 1", lines "name: value" (labels, templates, corpora with SHA-256 and
// licence, settings), an empty line, then binary, little endian:
//   u32 rows, then per row (sorted by hash): u64 hash, u16 mask of labels, i16 for each set bit
//   u32 words, then per word (sorted by hash): u64 hash, u16 mask of the labels it was seen with, u8 its only
//   label or 255
// Same inputs, same bytes.

#include <array>
#include <bit>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"

namespace claimline {

inline constexpr std::size_t kMaxLabels = 16;  // one row is two SSE registers, half a cache line

struct alignas(32) WeightRow {
    std::array<std::int16_t, kMaxLabels> by_label{};

    WeightRow& operator+=(const WeightRow& other) {  // cannot overflow: kMaxWeight
        for (std::size_t label = 0; label < kMaxLabels; ++label)
            by_label[label] = static_cast<std::int16_t>(by_label[label] + other.by_label[label]);
        return *this;
    }
};

// The key of a feature: the number of its template and what it saw.
[[nodiscard]] inline std::uint64_t feature_key(std::uint64_t name, std::uint64_t a, std::uint64_t b = 0) {
    const std::uint64_t x =
        (a ^ std::rotl(b * 0x9E3779B97F4A7C15ULL, 31) ^ name << 56) * 0xD6E8FEB86659FD93ULL;
    return x ^ x >> 32;
}

// Sums of at most kMaxActive rows fit 16 bits: |weight| <= kMaxWeight is checked when a file is read.
inline constexpr int kMaxActive = 48;
inline constexpr int kMaxWeight = 32767 / kMaxActive;

// What training saw of a word. An unknown word has no labels.
struct WordEntry {
    std::uint64_t hash = 0;
    std::uint16_t labels = 0;  // those of a tenth of its cases or more
    std::uint8_t only = kNoLabel;

    static constexpr std::uint8_t kNoLabel = 255;
};

struct LinearModel {
    std::vector<std::pair<std::string, std::string>> header;  // in file order
    std::vector<std::uint64_t> hashes;                        // sorted, parallel to rows
    std::vector<WeightRow> rows;
    std::vector<WordEntry> words;  // sorted by hash

    [[nodiscard]] std::string_view value(std::string_view name) const;  // empty when absent
};

[[nodiscard]] std::string to_bytes(const LinearModel& model);
// Any bytes are safe; what does not fit the format above is `corrupt`. Hashes are only checked for order.
[[nodiscard]] Result<LinearModel> parse_linear_model(std::string_view bytes);
// The same for one use: a model trained for other feature templates is `corrupt`. `what` names the model in
// errors ("tagger weights").
[[nodiscard]] Result<LinearModel> parse_weights(std::string_view bytes, std::string_view what,
                                                std::string_view templates);
// The bytes of a weights file; not_found when it cannot be read.
[[nodiscard]] Result<std::string> read_weights(const std::filesystem::path& file, std::string_view what);

// A model that is parsed from the bytes of its file (Model::parse); errors name the file.
template <class Model>
[[nodiscard]] Result<Model> open_weights(const std::filesystem::path& file, std::string_view what) {
    const auto bytes = read_weights(file, what);
    if (!bytes) return tl::unexpected(bytes.error());
    auto model = Model::parse(*bytes);
    if (!model) model.error().message = file.string() + ": " + model.error().message;
    return model;
}

// Words by hash, for reading by any number of threads.
class KnownWords {
  public:
    explicit KnownWords(const std::vector<WordEntry>& words);
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }
    [[nodiscard]] WordEntry find(std::uint64_t hash) const {
        std::uint64_t at = hash & mask_;
        while (slots_[at].labels != 0 && slots_[at].hash != hash) at = (at + 1) & mask_;
        return slots_[at];
    }

  private:
    std::vector<WordEntry> slots_;
    std::uint64_t mask_ = 0;
};

// Hash table over the rows of a model, for reading by any number of threads. Laid out for the cache: a filter
// of one bit a feature answers most look-ups of features without weights; the others read one line of eight
// entries.
class WeightTable {
  public:
    explicit WeightTable(const LinearModel& model);

    // Adds the rows of the features that have weights; at most kMaxActive features in all. Three rounds
    // without unpredictable branches, so that the waits for memory overlap: filter, find, add.
    void add_rows(std::span<const std::uint64_t> features, WeightRow& sums) const {
        std::array<std::uint64_t, kMaxActive> present;  // not initialised: written before read
        std::array<std::uint32_t, kMaxActive> rows;
        std::size_t count = 0;
        for (const std::uint64_t feature : features) {
            const std::uint64_t bit = feature & filter_mask_;
            present[count] = feature;
            __builtin_prefetch(&buckets_[feature & bucket_mask_]);
            count += filter_[bit / 64] >> (bit % 64) & 1;
        }
        for (std::size_t i = 0; i < count; ++i) {
            rows[i] = row_of(present[i]);
            __builtin_prefetch(&rows_[rows[i]]);
        }
        WeightRow total = sums;  // a copy stays in registers
        for (std::size_t i = 0; i < count; ++i) total += rows_[rows[i]];
        sums = total;
    }

  private:
    static constexpr std::size_t kEntries = 8;
    struct alignas(64) Bucket {
        std::array<std::uint32_t, kEntries> check{};  // upper half of the hash
        std::array<std::uint32_t, kEntries> row{};    // 0 = free
    };

    // 0, an empty row, when there is none. A wrong row needs 32 equal bits beside the bucket.
    [[nodiscard]] std::uint32_t row_of(std::uint64_t feature) const {
        const auto check = static_cast<std::uint32_t>(feature >> 32);
        std::uint64_t at = feature & bucket_mask_;
        while (true) {
            const Bucket& bucket = buckets_[at];
            std::uint32_t row = 0;
            for (std::size_t i = 0; i < kEntries; ++i)
                row |= bucket.row[i] & (0U - static_cast<std::uint32_t>(bucket.check[i] == check));
            if (row != 0 || bucket.row[kEntries - 1] == 0) return row;  // only a full bucket overflows
            at = (at + 1) & bucket_mask_;
        }
    }

    std::vector<std::uint64_t> filter_;
    std::uint64_t filter_mask_ = 0;
    std::vector<Bucket> buckets_;
    std::uint64_t bucket_mask_ = 0;
    std::vector<WeightRow> rows_;  // rows_[0] is empty
};

}  // namespace claimline
