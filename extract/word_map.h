#pragma once
// A read-mostly hash table from words to small numbers: flat, no allocation on look-up, views as keys.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace claimline {

// 64-bit hash of bytes, the same on every processor (read as little endian). Eight bytes a step through the
// finaliser of splitmix64 (Steele, Lea, Flood 2014): not for hostile table sizes, all tables here are ours.
[[nodiscard]] inline std::uint64_t mix_bits(std::uint64_t x) {
    x ^= x >> 30;
    x *= 0xBF58476D1CE4E5B9ULL;
    x ^= x >> 27;
    x *= 0x94D049BB133111EBULL;
    return x ^ (x >> 31);
}

// Eight bytes at `data` as little endian.
[[nodiscard]] inline std::uint64_t load_word(const char* data) {
    std::uint64_t word = 0;
    std::memcpy(&word, data, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word;
}

// 1-7 bytes as one number.
[[nodiscard]] inline std::uint64_t load_short(std::string_view bytes) {
    std::uint64_t word = 0;
    for (const char c : bytes) word = word << 8 | static_cast<unsigned char>(c);
    return word;
}

[[nodiscard]] inline std::uint64_t hash_bytes(std::string_view bytes) {
    const std::uint64_t seed = 0x9E3779B97F4A7C15ULL ^ bytes.size();
    if (bytes.size() < 8) return mix_bits(seed ^ load_short(bytes) * 0xD6E8FEB86659FD93ULL);
    std::uint64_t hash = seed;
    const std::string_view last = bytes.substr(bytes.size() - 8);
    for (; bytes.size() > 8; bytes.remove_prefix(8)) hash = mix_bits(hash ^ load_word(bytes.data()));
    return mix_bits(hash ^ load_word(last.data()) * 0xD6E8FEB86659FD93ULL);  // may overlap the step before
}

// Keys are views: what they point to must outlive the map. Value 0 means "absent".
class WordMap {
  public:
    WordMap() : slots_(16), filter_(1) {}

    // The first value given for a key stays.
    void add(std::string_view key, std::uint32_t value) {
        if ((count_ + 1) * 2 > slots_.size()) grow();
        const std::uint64_t hash = hash_bytes(key);
        Slot& slot = slots_[place_of(slots_, hash, key)];
        if (slot.value != 0) return;
        slot = {key, value};
        mark(hash);
        ++count_;
    }
    [[nodiscard]] std::uint32_t find(std::string_view key) const {
        const std::uint64_t hash = hash_bytes(key);
        const std::uint64_t bit = hash & (filter_.size() * 64 - 1);
        if ((filter_[bit / 64] >> (bit % 64) & 1U) == 0) return 0;
        return slots_[place_of(slots_, hash, key)].value;
    }

  private:
    struct Slot {
        std::string_view key;
        std::uint32_t value = 0;
    };

    static std::size_t place_of(const std::vector<Slot>& slots, std::uint64_t hash, std::string_view key) {
        const std::size_t mask = slots.size() - 1;
        std::size_t at = hash & mask;
        while (slots[at].value != 0 && slots[at].key != key) at = (at + 1) & mask;
        return at;
    }
    void mark(std::uint64_t hash) {
        const std::uint64_t bit = hash & (filter_.size() * 64 - 1);
        filter_[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    void grow() {
        std::vector<Slot> larger(slots_.size() * 2);
        filter_.assign(larger.size() * kFilterBits / 64, 0);
        for (const Slot& slot : slots_) {
            if (slot.value == 0) continue;
            const std::uint64_t hash = hash_bytes(slot.key);
            larger[place_of(larger, hash, slot.key)] = slot;
            mark(hash);
        }
        slots_.swap(larger);
    }

    static constexpr std::size_t kFilterBits =
        4;  // a slot: words that are not there rarely cost a slot's cache line

    std::vector<Slot> slots_;  // a power of two, at most half full
    std::vector<std::uint64_t> filter_;
    std::size_t count_ = 0;
};

}  // namespace claimline
