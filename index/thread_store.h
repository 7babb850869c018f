#pragma once
// Port: the threads of a catalogue. They depend on all claims of a family of parties, so they are made after
// claims were put, for the families that changed since: put() notes those in its own transaction, settle()
// takes them off the list in the transaction that writes their threads. A kill in between costs nothing.
// Until then a claim bears a provisional thread id, made of its key slots.

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/catalogue.h"
#include "index/threads.h"

namespace claimline {

class ThreadStore {
  public:
    virtual ~ThreadStore() = default;

    // Finds copies among changed articles, then makes the threads of every changed family again; says how
    // many families that were. Articles whose story changed get a new change number.
    [[nodiscard]] virtual Result<std::size_t> settle() = 0;

    // In the order asked, without doubles; unknown ids are left out.
    [[nodiscard]] virtual Result<std::vector<Thread>> threads(const std::vector<std::string>& ids) const = 0;
    // By id or a prefix of it of at least four digits; errors as Catalogue::claim().
    [[nodiscard]] virtual Result<Thread> thread(std::string_view id) const = 0;
};

// The file of open_sqlite_catalogue().
[[nodiscard]] Result<std::unique_ptr<ThreadStore>> open_sqlite_threads(const std::filesystem::path& path,
                                                                       KeySlots key_slots);

}  // namespace claimline
