// The sources that ship: all load, and nothing doubtful is on without being asked for.

#include <gtest/gtest.h>

#include "core/url.h"
#include "crawler/sources.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;

TEST(StarterSources, LoadAndAreOffUnlessConfirmed) {
    const auto sources = load_sources(fs::path(CLAIMLINE_SOURCE_DATA) / "sources");
    ASSERT_TRUE(sources) << sources.error().message;
    EXPECT_GT(sources->size(), 100U);
    for (const Source& source : *sources) {
        EXPECT_TRUE(source.url.starts_with("https://")) << source.id;
        EXPECT_FALSE(source.category.empty()) << source.id;
        EXPECT_FALSE(source.region.empty()) << source.id;
        EXPECT_TRUE(!source.enabled || source.confidence == "high")
            << source.id << " is on but not confirmed";
    }
}

}  // namespace
}  // namespace claimline
