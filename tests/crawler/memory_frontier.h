#pragma once
// A frontier in memory, for tests of the crawl loop; it keeps the promises of frontier_contract.h.

#include <algorithm>
#include <map>
#include <set>

#include "crawler/frontier.h"

namespace claimline {

class MemoryFrontier final : public Frontier {
  public:
    struct Entry {
        Task task;
        Priority priority = Priority::link;
        Instant due{};
        std::optional<Location> location;
        std::uint64_t title = 0;
        int round = 0;
        int in_vain = 0;
        bool named = false;
    };

    Result<void> open_source(const Source& source, const Discovery& start, Again again,
                             Instant now) override {
        const bool cut_off = open_rounds_.contains(source.id);
        if (!cut_off) ++rounds_[source.id];
        if (!cut_off && again != Again::no) {
            open_rounds_.insert(source.id);
            for (Entry& entry : entries_) {
                const bool asked =
                    entry.task.state == UrlState::queued || entry.task.state == UrlState::blocked;
                const bool meant = again == Again::all || entry.priority == Priority::lead;
                if (entry.task.source_id == source.id && asked && meant) {
                    entry.due = now;
                    entry.task.failures = 0;
                }
            }
        }
        opened_.insert(source.id);
        add(start);
        return {};
    }

    Result<std::vector<Task>> claim(const ClaimRequest& request) override {
        std::map<std::string, std::vector<const Entry*>> due;
        for (const Entry& entry : entries_) {
            if (entry.due <= request.now && claimable(entry) &&
                hosts_[entry.task.host].next_at <= request.now) {
                due[entry.task.host].push_back(&entry);
            }
        }
        std::vector<Task> tasks;
        for (auto& [host, candidates] : due) {
            std::ranges::stable_sort(candidates, {},
                                     [](const Entry* e) { return std::pair(e->priority, e->due); });
            const bool busy = !out_[host].empty();
            const auto hosts = std::ranges::count_if(out_, [](const auto& h) { return !h.second.empty(); });
            if (!busy && static_cast<std::size_t>(hosts) >= request.hosts) continue;
            for (const Entry* entry : candidates) {
                if (out_[host].size() >= request.per_host) break;
                if (!out_[host].insert(entry->task.id).second) continue;
                tasks.push_back(entry->task);
                tasks.back().priority = entry->priority;
            }
        }
        return tasks;
    }

    Result<void> commit(const FrontierBatch& batch) override {
        for (HostRecord host : batch.hosts) {
            if (!host.robots) host.robots = hosts_[host.host].robots;
            hosts_[host.host] = host;
        }
        for (const Outcome& outcome : batch.outcomes) {
            Entry& entry = entries_.at(static_cast<std::size_t>(outcome.id));
            out_[entry.task.host].erase(outcome.id);
            entry.due = outcome.due;
            entry.task.state = outcome.state;
            entry.task.role = outcome.role;
            entry.task.interval = outcome.interval;
            entry.task.failures = outcome.failures;
            entry.task.etag = outcome.etag;
            entry.task.last_modified = outcome.last_modified;
            const bool changed = entry.task.digest != outcome.digest;
            entry.task.digest = outcome.digest;
            entry.task.captured_at = outcome.captured_at;
            entry.task.whole_at = outcome.whole_at;
            entry.task.learnt = outcome.learnt;
            if (outcome.location) {
                visited(entry, changed);
                auto& mark = marks_[outcome.location->file];
                mark = std::max(mark, outcome.location->end());
            }
        }
        for (const Discovery& discovery : batch.discoveries) add(discovery);
        return {};
    }

    Result<void> release(const std::vector<std::string>& complete) override {
        out_.clear();
        for (const std::string& source : complete) open_rounds_.erase(source);
        return {};
    }

    Result<void> recall(const Recalled& visit) const override {
        for (const Entry& entry : entries_) {
            if (opened_.contains(entry.task.source_id))
                visit({entry.task.url, entry.priority, entry.title, entry.task.learnt});
        }
        return {};
    }

    Result<HostRecord> host(std::string_view origin) const override {
        const auto found = hosts_.find(std::string(origin));
        return found == hosts_.end() ? HostRecord{std::string(origin), {}, 0, {}} : found->second;
    }

    Result<FrontierStats> stats(Instant now) const override {
        FrontierStats stats;
        for (const Entry& entry : entries_) {
            if (!opened_.contains(entry.task.source_id)) continue;
            ++stats.known;
            if (entry.task.state == UrlState::dead) continue;
            if (entry.due <= now) ++stats.due;
            const auto host = hosts_.find(entry.task.host);
            const Instant at = std::max(entry.due, host == hosts_.end() ? Instant{} : host->second.next_at);
            if (!stats.next_due || at < *stats.next_due) stats.next_due = at;
        }
        return stats;
    }

    Result<Archive::Marks> committed() const override { return marks_; }

  private:
    bool claimable(const Entry& entry) const {
        return entry.task.state != UrlState::dead && opened_.contains(entry.task.source_id);
    }

    void visited(Entry& entry, bool changed) {
        entry.round = rounds_[entry.task.source_id];
        if (entry.named) entry.in_vain = changed ? 0 : entry.in_vain + 1;
        entry.named = false;
    }

    void hear(Entry& entry, const Discovery& discovery) {
        const auto before = entry.task.said_at;
        if (!discovery.said_at || before >= discovery.said_at) return;
        entry.task.said_at = discovery.said_at;
        const bool news = before || discovery.said_at > entry.task.whole_at;
        if (entry.round >= rounds_[entry.task.source_id] || !news) return;
        const auto wait =
            std::chrono::hours(entry.in_vain == 0 ? 0 : std::min(168, 1 << (entry.in_vain - 1)));
        entry.named = true;
        entry.due = std::min<Instant>(entry.due, discovery.due + wait);
    }

    void add(const Discovery& discovery) {
        for (Entry& entry : entries_) {
            if (entry.task.url != discovery.url) continue;
            hear(entry, discovery);
            if (discovery.priority < entry.priority) {
                entry.priority = discovery.priority;
                entry.task.role = discovery.role;
            }
            return;
        }
        Entry entry;
        entry.task.id = UrlId{static_cast<std::int64_t>(entries_.size())};
        entry.task.url = discovery.url;
        entry.task.host = discovery.host;
        entry.task.source_id = discovery.source_id;
        entry.task.role = discovery.role;
        entry.task.depth = discovery.depth;
        entry.task.via = discovery.via;
        entry.task.redirects = discovery.redirects;
        entry.priority = discovery.priority;
        entry.task.said_at = discovery.said_at;
        entry.title = discovery.title;
        entry.due = discovery.due;
        hosts_[discovery.host].host = discovery.host;
        entries_.push_back(std::move(entry));
    }

    std::vector<Entry> entries_;
    std::map<std::string, HostRecord> hosts_;
    std::map<std::string, std::set<UrlId>> out_;
    std::set<std::string> opened_;
    std::set<std::string> open_rounds_;
    std::map<std::string, int> rounds_;
    Archive::Marks marks_;
};

}  // namespace claimline
