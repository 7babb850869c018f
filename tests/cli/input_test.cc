#include "cli/input.h"

#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

namespace claimline {
namespace {

namespace fs = std::filesystem;

class InputTest : public testing::Test {
  protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("claimline-input-" + std::to_string(::getpid()));
        fs::create_directories(folder_ / "deep");
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write(const std::string& name, const std::string& content) {
        std::ofstream(folder_ / name) << content;
    }
    void write_gzipped(const std::string& name, const std::string& content) {
        gzFile file = gzopen((folder_ / name).c_str(), "wb");
        gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
        gzclose(file);
    }
    std::vector<InputDocument> read(const std::string& path, const std::string& from = "auto") {
        InputReader reader({(folder_ / path).string()}, from, {});
        std::vector<InputDocument> all;
        while (auto document = reader.next()) all.push_back(std::move(*document));
        return all;
    }
    fs::path folder_;
};

TEST_F(InputTest, AFolderIsItsKnownFilesInNameOrder) {
    write("b.html", "<p>b</p>");
    write("a.txt", "a");
    write("deep/c.pdf", "%PDF");
    write("ignored.png", "x");
    const auto all = read("");
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].id, "a");
    EXPECT_TRUE(all[0].is_text);
    EXPECT_EQ(all[1].id, "b");
    EXPECT_EQ(all[1].hints.type, DocumentType::html);
    EXPECT_EQ(all[2].hints.type, DocumentType::pdf);
}

TEST_F(InputTest, TheIdIsTheNameWithoutItsEndings) {
    write_gzipped("report.v2.html.gz", "<p>x</p>");
    const auto all = read("report.v2.html.gz");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].id, "report.v2");
    EXPECT_EQ(all[0].bytes, "<p>x</p>");
}

TEST_F(InputTest, JsonLinesGiveTextAsItIsAndPathsRelativeToTheFile) {
    write("deep/page.html", "<p>y</p>");
    write("docs.jsonl",
          "{\"id\":\"one\",\"text\":\" A \\u00e9 \",\"published\":\"2023-02-18\",\"title\":\"T\"}\n"
          "\n"
          "{\"id\":\"two\",\"html_path\":\"deep/page.html\"}\n"
          "{\"id\":\"three\"}\n"
          "not json\n"
          "{\"id\":\"last\",\"text\":\"no line end\"}");
    const auto all = read("docs.jsonl");
    ASSERT_EQ(all.size(), 5U);
    EXPECT_EQ(all[0].bytes, " A é ");
    EXPECT_TRUE(all[0].is_text);
    EXPECT_EQ(all[0].hints.published, "2023-02-18");
    EXPECT_EQ(all[1].bytes, "<p>y</p>");
    EXPECT_TRUE(all[2].error.has_value());
    EXPECT_EQ(all[2].id, "three");
    ASSERT_TRUE(all[3].error.has_value());
    EXPECT_NE(all[3].error->message.find("line 5"), std::string::npos) << all[3].error->message;
    EXPECT_EQ(all[4].bytes, "no line end");
}

TEST_F(InputTest, GzippedJsonLinesAreReadTheSame) {
    write_gzipped("docs.jsonl.gz", "{\"id\":\"one\",\"text\":\"x\"}\n{\"id\":\"two\",\"text\":\"y\"}\n");
    EXPECT_EQ(read("docs.jsonl.gz").size(), 2U);
}

TEST_F(InputTest, AMissingFileIsOneFailedDocument) {
    for (const char* name : {"missing.html", "missing.jsonl"}) {
        const auto all = read(name);
        ASSERT_EQ(all.size(), 1U) << name;
        ASSERT_TRUE(all[0].error.has_value());
        EXPECT_NE(all[0].error->message.find("missing"), std::string::npos);
    }
}

TEST_F(InputTest, ATextThatIsNoUtf8IsLeftToTheCharsetReader) {
    write("old.txt", "caf\xE9");
    const auto all = read("old.txt");
    ASSERT_EQ(all.size(), 1U);
    EXPECT_FALSE(all[0].is_text);
}

}  // namespace
}  // namespace claimline
