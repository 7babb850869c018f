#pragma once
// Work on many inputs with several threads, results handed on in input order: same input, same bytes out,
// whatever the number of threads.

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace claimline {

// 0 means one thread a core.
[[nodiscard]] inline std::size_t thread_count(std::size_t wanted) {
    if (wanted != 0) return std::min<std::size_t>(wanted, 256);
    return std::max<std::size_t>(1, std::thread::hardware_concurrency());
}

// next() -> std::optional<In>   one caller at a time; nullopt ends the input
// work(In) -> Out               many at a time, must not throw
// emit(Out) -> bool             one caller at a time, in input order; false stops early
// At most a few results a thread wait for an earlier one, so memory stays bounded however slow one input is.
template <class Next, class Work, class Emit>
void for_each_ordered(std::size_t threads, Next next, Work work, Emit emit) {
    using Out = decltype(work(*next()));
    std::mutex mutex;
    std::condition_variable moved;
    std::map<std::size_t, Out> ready;
    std::size_t taken = 0;
    std::size_t emitted = 0;
    bool ended = false;    // no more input
    bool stopped = false;  // emit() has had enough: what is still being worked on is dropped
    const std::size_t window = 8 * threads;

    const auto loop = [&] {
        std::unique_lock lock(mutex);
        while (true) {
            moved.wait(lock, [&] { return ended || taken < emitted + window; });
            if (ended) return;
            auto input = next();
            if (!input) {
                ended = true;
                moved.notify_all();
                return;
            }
            const std::size_t number = taken++;
            lock.unlock();
            Out result = work(std::move(*input));
            lock.lock();
            if (stopped) return;
            ready.emplace(number, std::move(result));
            for (auto first = ready.begin(); first != ready.end() && first->first == emitted;
                 first = ready.begin()) {
                Out out = std::move(first->second);
                ready.erase(first);
                ++emitted;
                if (!emit(std::move(out))) {
                    ended = stopped = true;
                    ready.clear();
                }
            }
            moved.notify_all();
        }
    };
    if (threads <= 1) {
        loop();
        return;
    }
    std::vector<std::jthread> workers;
    workers.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i) workers.emplace_back(loop);
}

}  // namespace claimline
