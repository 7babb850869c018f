#pragma once
// The hosts of a running crawl: what waits at each of them, and when it may be asked next.

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

#include "crawler/frontier.h"
#include "crawler/robots.h"
#include "crawler/tdm_rules.h"

namespace claimline {

struct CrawlHost {
    std::uint64_t number = 0;  // order of appearance
    HostRecord record;
    std::optional<Robots> robots;  // once known in this run,
    Instant robots_until{};        // and till when
    TdmRules tdm;
    bool asking_rules = false;  // robots.txt or tdmrep.json is on its way
    bool met = false;           // in this run: pauses that an earlier one owed were kept
    std::deque<Task> queue;
    std::uint32_t in_flight = 0;
    std::uint64_t asked = 0;                // requests of this run, files of rules not counted
    std::chrono::milliseconds ready_at{0};  // in the fetcher's time
    std::string cookies;                    // that a redirect insisted on: "a=1; b=2"
    std::optional<std::chrono::milliseconds> listed;
};

// Hands out hosts in the order in which they may be asked. A host is in the agenda while it has something to
// ask and room for another request.
class HostAgenda {
  public:
    explicit HostAgenda(std::uint32_t parallel_per_host) : per_host_(parallel_per_host) {}

    // The host of that origin, made when it is new.
    CrawlHost& at(const std::string& origin);
    [[nodiscard]] CrawlHost* find(const std::string& origin);

    void enqueue(Task task);

    // To be called whenever queue, in_flight, asking_rules or ready_at of a host changed.
    void update(CrawlHost& host);

    // A host that may be asked at `now`, taken off the agenda; nullptr when there is none.
    CrawlHost* take(std::chrono::milliseconds now);

    // When the next host may be asked.
    [[nodiscard]] std::optional<std::chrono::milliseconds> next() const;

    // Tasks that wait at all hosts.
    [[nodiscard]] std::size_t queued() const { return queued_; }
    Task pop(CrawlHost& host);
    std::deque<Task> clear(CrawlHost& host);

  private:
    std::uint32_t per_host_;
    std::unordered_map<std::string, CrawlHost> hosts_;  // nodes stay where they are
    std::set<std::pair<std::chrono::milliseconds, std::uint64_t>> order_;
    std::map<std::uint64_t, CrawlHost*> by_number_;
    std::size_t queued_ = 0;
};

}  // namespace claimline
