#pragma once
// Where things stand on a page: how far from its title, in which zone, in elements of which make.

#include <cstdint>
#include <vector>

#include "extract/metadata.h"

namespace claimline {

// Of one place. Pages without a heading for their title have no distances.
struct Place {
    static constexpr float kNoTitle = 99;
    static constexpr float kFarClimb = 30;

    float to_title = kNoTitle;  // blocks behind the title; negative before it
    float climb = kFarClimb;    // levels from the title up to the element that holds the place too
    float share_of_page = 0;    // of all blocks, those before it
    float share_of_prose = 0;   // of the bytes of all paragraphs, those before it
    ClassWords zones = 0;       // what the containers around are called, up to the one with the title
    ClassWords near = 0;        // the same for the nearest three
    std::uint64_t make = 0;     // equal for elements with the same tag and classes
};

class PagePlaces {
  public:
    explicit PagePlaces(const PageFacts& page);  // which must outlive it
    explicit PagePlaces(PageFacts&&) = delete;

    [[nodiscard]] Place of(std::uint32_t node) const;
    [[nodiscard]] bool has_title() const { return has_title_; }

  private:
    void place_title();
    void weigh_prose();

    const PageFacts& page_;
    std::vector<std::uint32_t> block_of_;  // by node
    std::vector<std::uint16_t> climb_of_;  // by node: 1 + levels above the title, 0 if it holds no title
    std::vector<float> prose_before_;      // by block
    std::uint32_t title_block_ = 0;
    bool has_title_ = false;
};

}  // namespace claimline
