#pragma once
// Port for time: what the program calls "now" comes from here, so that tests and reruns can fix it.

#include <chrono>
#include <string>
#include <string_view>

#include "core/result.h"

namespace claimline {

using Instant = std::chrono::sys_seconds;

class Clock {
  public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
  public:
    [[nodiscard]] Instant now() const override;
};

class FixedClock final : public Clock {
  public:
    explicit FixedClock(Instant at) : at_(at) {}
    [[nodiscard]] Instant now() const override { return at_; }
    void set(Instant at) { at_ = at; }

  private:
    Instant at_;
};

// RFC 3339 in UTC with seconds: 2023-02-18T09:12:44Z.
[[nodiscard]] std::string to_rfc3339(Instant at);
[[nodiscard]] Result<Instant> parse_rfc3339(std::string_view text);

}  // namespace claimline
