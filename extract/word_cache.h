#pragma once
// What was worked out about a word form, kept from document to document: text repeats its words, and what a
// model reads off the form alone need not be made again. Only speed depends on it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/word_map.h"

namespace claimline {

// A table of at most kSlots forms, each with its Value; a new form drives out the one in its slot. Forms are
// compared whole, so that no input can make one word pass for another.
template <class Value, std::size_t kSlots>
class WordCache {
    static_assert((kSlots & (kSlots - 1)) == 0);

  public:
    // `make(value)` fills a fresh Value for the form when it is not here. The reference is good until the
    // next call.
    template <class Make>
    const Value& get(std::string_view form, Make&& make) {
        if (form.size() >= kKeyBytes) {  // an address or the like: not worth a slot
            spare_ = Value{};
            make(spare_);
            return spare_;
        }
        if (slots_.empty()) slots_.resize(kSlots);
        const Key key = key_of(form);
        Slot& slot = slots_[place_of(key)];
        if (!same(slot.key, key)) {
            slot.key = key;
            slot.value = Value{};
            make(slot.value);
        }
        return slot.value;
    }

    // Brings the slot of a form that is asked for soon near: a Value may lie on six lines of memory, and text
    // touches more forms than the nearer caches hold.
    void prefetch(std::string_view form) const {
        if (form.size() >= kKeyBytes || slots_.empty()) return;
        const char* slot = reinterpret_cast<const char*>(&slots_[place_of(key_of(form))]);
        for (std::size_t at = 0; at < sizeof(Slot); at += kCacheLine) __builtin_prefetch(slot + at);
    }

  private:
    static constexpr std::size_t kCacheLine = 64;
    static constexpr std::size_t kKeyBytes = 24;
    using Key = std::array<std::uint64_t, kKeyBytes / 8>;  // bytes of the form, zeros, 1 + its length

    struct Slot {
        Key key{};
        Value value{};
    };

    static std::size_t place_of(const Key& key) {
        return mix_bits(key[0] ^ key[1] * 0xD6E8FEB86659FD93ULL ^ key[2]) & (kSlots - 1);
    }
    static bool same(const Key& a, const Key& b) {  // three words, where == of arrays calls memcmp()
        return ((a[0] ^ b[0]) | (a[1] ^ b[1]) | (a[2] ^ b[2])) == 0;
    }
    static Key key_of(std::string_view form) {
        std::array<char, kKeyBytes> bytes{};
        std::memcpy(bytes.data(), form.data(), form.size());
        bytes.back() = static_cast<char>(form.size() + 1);  // never the key of an empty slot
        Key key;
        std::memcpy(key.data(), bytes.data(), bytes.size());
        return key;
    }

    std::vector<Slot> slots_;
    Value spare_{};
};

// Memory that one caller at a time may use: lent out and taken back, so that threads share its owner and
// what was remembered stays for the next caller. As many are made as are ever lent at once.
template <class Memory>
class MemoryPool {
  public:
    class Loan {
      public:
        Loan(MemoryPool& pool, std::unique_ptr<Memory> memory) : pool_(pool), memory_(std::move(memory)) {}
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;
        ~Loan() { pool_.take_back(std::move(memory_)); }
        Memory& operator*() const { return *memory_; }
        Memory* operator->() const { return memory_.get(); }

      private:
        MemoryPool& pool_;
        std::unique_ptr<Memory> memory_;
    };

    [[nodiscard]] Loan lend() {
        const std::scoped_lock lock(mutex_);
        if (free_.empty()) return Loan(*this, std::make_unique<Memory>());
        auto memory = std::move(free_.back());
        free_.pop_back();
        return Loan(*this, std::move(memory));
    }

  private:
    void take_back(std::unique_ptr<Memory> memory) {
        const std::scoped_lock lock(mutex_);
        free_.push_back(std::move(memory));
    }

    std::mutex mutex_;
    std::vector<std::unique_ptr<Memory>> free_;
};

}  // namespace claimline
