// An ordered set of moments; every change of a host moves its one entry.

#include "crawler/host_queue.h"

namespace claimline {

using std::chrono::milliseconds;

CrawlHost& HostAgenda::at(const std::string& origin) {
    const auto [entry, inserted] = hosts_.try_emplace(origin);
    if (inserted) {
        entry->second.number = hosts_.size();
        entry->second.record.host = origin;
        by_number_[entry->second.number] = &entry->second;
    }
    return entry->second;
}

CrawlHost* HostAgenda::find(const std::string& origin) {
    const auto found = hosts_.find(origin);
    return found == hosts_.end() ? nullptr : &found->second;
}

void HostAgenda::enqueue(Task task) {
    CrawlHost& host = at(task.host);
    host.queue.push_back(std::move(task));
    ++queued_;
    update(host);
}

void HostAgenda::update(CrawlHost& host) {
    if (host.listed) {
        order_.erase({*host.listed, host.number});
        host.listed.reset();
    }
    if (host.queue.empty() || host.asking_rules || host.in_flight >= per_host_) return;
    host.listed = host.ready_at;
    order_.emplace(host.ready_at, host.number);
}

CrawlHost* HostAgenda::take(milliseconds now) {
    if (order_.empty() || order_.begin()->first > now) return nullptr;
    CrawlHost* host = by_number_.at(order_.begin()->second);
    order_.erase(order_.begin());
    host->listed.reset();
    return host;
}

std::optional<milliseconds> HostAgenda::next() const {
    if (order_.empty()) return std::nullopt;
    return order_.begin()->first;
}

Task HostAgenda::pop(CrawlHost& host) {
    Task task = std::move(host.queue.front());
    host.queue.pop_front();
    --queued_;
    return task;
}

std::deque<Task> HostAgenda::clear(CrawlHost& host) {
    queued_ -= host.queue.size();
    std::deque<Task> tasks = std::exchange(host.queue, {});
    update(host);
    return tasks;
}

}  // namespace claimline
