#pragma once
// What a crawl counts and tells: per source and in all, and the problems met.

#include <string>

#include "crawler/crawl.h"
#include "crawler/visit.h"

namespace claimline {

class Tally {
  public:
    // Sources appear in the report from here on, also when nothing of them was due.
    void opened(const std::string& source_id) { report_.sources.try_emplace(source_id); }

    // An answer, or none, came for the task.
    void answered(const Task& task, const Exchange& exchange);

    // What it meant; `start` when the task is the source's own address.
    void judged(const Task& task, const Verdict& verdict, bool start);

    // The source's own address could not be had.
    void start_failed(const std::string& source_id, const std::string& url, const Error& error);

    // A link was left out as another name of a known page.
    void left_out(const Task& task);

    // Counts, and lists the first thousand.
    void problem(const std::string& source_id, const std::string& url, const Error& error);

    [[nodiscard]] CrawlReport& report() { return report_; }
    [[nodiscard]] const std::string& last_url() const { return last_url_; }

  private:
    CrawlReport report_;
    std::string last_url_;
};

}  // namespace claimline
