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

[[nodiscard]] inline std::uint64_t hash_bytes(std::string_view bytes) {
    std::uint64_t hash = 0x9E3779B97F4A7C15ULL ^ bytes.size();
    while (!bytes.empty()) {
        const std::size_t part = bytes.size() < 8 ? bytes.size() : 8;
        std::uint64_t word = 0;
        if constexpr (std::endian::native == std::endian::little) {
            std::memcpy(&word, bytes.data(), part);
        } else {
            for (std::size_t i = part; i-- > 0;) word = word << 8 | static_cast<unsigned char>(bytes[i]);
        }
        hash = mix_bits(hash ^ word);
        bytes.remove_prefix(part);
    }
    return hash;
}

// Keys are views: what they point to must outlive the map. Value 0 means "absent".
class WordMap {
  public:
    WordMap() : slots_(16) {}

    // The first value given for a key stays.
    void add(std::string_view key, std::uint32_t value) {
        if ((count_ + 1) * 2 > slots_.size()) grow();
        Slot& slot = slots_[place_of(slots_, key)];
        if (slot.value != 0) return;
        slot = {key, value};
        ++count_;
    }
    [[nodiscard]] std::uint32_t find(std::string_view key) const {
        return slots_[place_of(slots_, key)].value;
    }

  private:
    struct Slot {
        std::string_view key;
        std::uint32_t value = 0;
    };

    static std::size_t place_of(const std::vector<Slot>& slots, std::string_view key) {
        const std::size_t mask = slots.size() - 1;
        std::size_t at = hash_bytes(key) & mask;
        while (slots[at].value != 0 && slots[at].key != key) at = (at + 1) & mask;
        return at;
    }
    void grow() {
        std::vector<Slot> larger(slots_.size() * 2);
        for (const Slot& slot : slots_) {
            if (slot.value != 0) larger[place_of(larger, slot.key)] = slot;
        }
        slots_.swap(larger);
    }

    std::vector<Slot> slots_;  // a power of two, at most half full
    std::size_t count_ = 0;
};

}  // namespace claimline
