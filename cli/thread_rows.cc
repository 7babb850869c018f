// From claims to their threads.

#include "cli/thread_rows.h"

#include <algorithm>
#include <tuple>

#include "cli/stores.h"
#include "index/timeline.h"

namespace claimline {

Result<std::vector<ThreadRow>> find_threads(const Asking& asking, const ClaimFilter& filter) {
    const auto store = open_threads(asking.workspace, asking.knowledge);
    if (!store) return Failure(store.error());
    std::vector<std::string> ids;
    const auto read = for_each_claim(*asking.catalogue, filter, [&ids](const ClaimRecord& record) {
        ids.push_back(record.thread);
        return true;
    });
    if (!read) return Failure(read.error());
    auto threads = (*store)->threads(ids);
    if (!threads) return Failure(threads.error());
    std::ranges::sort(*threads, {}, [](const Thread& thread) {
        return std::tuple(thread.first_reported, std::string_view(thread.id));
    });
    return with_leading_claims(asking, std::move(*threads));
}

Result<std::vector<ThreadRow>> with_leading_claims(const Asking& asking, std::vector<Thread> threads) {
    std::vector<ThreadRow> rows;
    for (auto& thread : threads) {
        auto claim = asking.catalogue->claim(thread.leading);
        if (!claim) return Failure(claim.error());
        rows.push_back({std::move(thread), std::move(claim->claim)});
    }
    return rows;
}

}  // namespace claimline
