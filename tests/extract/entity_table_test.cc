// The entity table: what loads, what is refused with file and line, which names are found.

#include "extract/entity_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "extract/entity_table_match.h"

namespace claimline {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

// A folder of its own for each test, gone afterwards.
class EntityTableFiles : public testing::Test {
  protected:
    EntityTableFiles()
        : folder_(fs::temp_directory_path() /
                  ("claimline_entities_" +
                   std::string(testing::UnitTest::GetInstance()->current_test_info()->name()))) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~EntityTableFiles() override { fs::remove_all(folder_); }

    void write(const std::string& name, std::string_view text) const {
        std::ofstream(folder_ / name, std::ios::binary) << text;
    }
    [[nodiscard]] Result<EntityTable> load() const { return EntityTable::load({folder_}); }

    fs::path folder_;
};

TEST_F(EntityTableFiles, KnowsAnEntityByIdNameAndStrongAlias) {
    write("a.tsv",
          "# comment\nid\tname\tkind\taliases\tambiguous\n"
          "x-nordkom\tNordkom\tcompany\tNordkom Gruppen;NKM\tNord\n");
    const auto table = load();
    ASSERT_TRUE(table) << table.error().message;
    ASSERT_NE(table->find("x-nordkom"), nullptr);
    EXPECT_EQ(table->find("x-nordkom")->type, "COMPANY");
    EXPECT_EQ(table->find_name("nordkom gruppen"), table->find("x-nordkom"));
    EXPECT_EQ(table->find_name("NORDKOM"), table->find("x-nordkom"));
    EXPECT_EQ(table->find_name("Nord"), nullptr) << "an ambiguous alias is not enough";
    EXPECT_EQ(table->find("x-unknown"), nullptr);
}

TEST_F(EntityTableFiles, KnowsWhosePageAHostIs) {
    write("a.tsv",
          "id\tname\tkind\tdomain\n"
          "x-nordkom\tNordkom\tcompany\tnordkom.example\n"
          "x-labs\tNordkom Labs\tcompany\tlabs.nordkom.example\n");
    const auto table = load();
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->find_host("nordkom.example"), table->find("x-nordkom"));
    EXPECT_EQ(table->find_host("news.nordkom.example"), table->find("x-nordkom"));
    EXPECT_EQ(table->find_host("a.labs.nordkom.example"), table->find("x-labs")) << "the closest domain wins";
    EXPECT_EQ(table->find_host("mynordkom.example"), nullptr);
    EXPECT_EQ(table->find_host(""), nullptr);
    EXPECT_EQ(table->find_host("."), nullptr);
}

TEST_F(EntityTableFiles, FindsTheCanonicalNameEvenWhenItIsAmbiguous) {
    write("a.tsv", "id\tname\tkind\tambiguous\nx-lake\tLake\tcompany\tLake\n");
    const auto table = load();
    ASSERT_TRUE(table);
    EXPECT_NE(table->find_name("Lake"), nullptr);
}

TEST_F(EntityTableFiles, ALaterRowReplacesAnEarlierOneWithTheSameId) {
    write("a.tsv", "id\tname\tkind\nx-one\tOld Name\tcompany\n");
    write("b.tsv", "id\tname\tkind\nx-one\tNew Name\tservice\n");
    const auto table = load();
    ASSERT_TRUE(table);
    EXPECT_EQ(table->all().size(), 1U);
    EXPECT_EQ(table->find("x-one")->name, "New Name");
    EXPECT_EQ(table->find_name("Old Name"), nullptr);
}

TEST_F(EntityTableFiles, APlaceLiesInsideItsParentsAtAnyDistance) {
    write("a.tsv",
          "id\tname\tkind\tparent\nearth\tEarth\tregion\nland\tLand\tcountry\tearth\n"
          "town\tTown\tcity\tland\nloop\tLoop\tcity\tloop\n");
    const auto table = load();
    ASSERT_TRUE(table);
    EXPECT_TRUE(table->is_inside("town", "land"));
    EXPECT_TRUE(table->is_inside("town", "earth"));
    EXPECT_FALSE(table->is_inside("land", "town"));
    EXPECT_FALSE(table->is_inside("loop", "land")) << "a circle ends";
}

TEST_F(EntityTableFiles, RefusesAnUnknownKindWithFileAndLine) {
    write("bad.tsv", "# head\nid\tname\tkind\nx-one\tOne\tkingdom\n");
    const auto table = load();
    ASSERT_FALSE(table);
    EXPECT_THAT(table.error().message, HasSubstr("bad.tsv:3: unknown kind \"kingdom\""));
}

TEST_F(EntityTableFiles, RefusesWrongColumnsCellsClassesAndBytes) {
    const std::pair<const char*, const char*> cases[] = {
        {"id\tname\tkind\tcolour\n", "unknown column \"colour\""},
        {"id\tname\n", "neither a table of entities nor of words"},
        {"id\tname\tkind\nx\t\tcompany\n", ":2: no name"},
        {"id\tname\tkind\nx\ty\tcompany\tmore\n", "more cells"},
        {"class\tword\nshouted\tboo\n", "unknown class \"shouted\""},
        {"id\tname\tkind\nx\t\xff\tcompany\n", "not valid UTF-8"},
    };
    for (const auto& [text, complaint] : cases) {
        write("bad.tsv", text);
        const auto table = load();
        ASSERT_FALSE(table) << text;
        EXPECT_THAT(table.error().message, HasSubstr(complaint));
    }
}

TEST_F(EntityTableFiles, TheDigestChangesWithTheFiles) {
    write("a.tsv", "id\tname\tkind\nx-one\tOne\tcompany\n");
    const std::string before(load()->digest());
    EXPECT_EQ(before.size(), 64U);
    EXPECT_EQ(load()->digest(), before);
    write("a.tsv", "id\tname\tkind\nx-one\tTwo\tcompany\n");
    EXPECT_NE(load()->digest(), before);
}

TEST(EntityTable, AMissingFolderIsEmpty) {
    const auto table = EntityTable::load({"/nonexistent/folder"});
    ASSERT_TRUE(table);
    EXPECT_TRUE(table->all().empty());
}

// Names that a table with one company finds in a text, as written.
std::vector<std::string> names_in(std::string_view text, std::string_view alias, AliasStrength strength) {
    EntityTable::Matcher matcher;
    matcher.add_name(alias, 0, strength, true);
    std::vector<std::string> found;
    const NameScan scan = matcher.scan(text);
    for (const NameHit& hit : scan.names) {
        found.emplace_back(text.substr(scan.atoms[hit.first].begin,
                                       scan.atoms[hit.last - 1].end - scan.atoms[hit.first].begin));
    }
    return found;
}

TEST(AliasAutomaton, FindsNamesHoweverTheirPunctuationIsTokenised) {
    EXPECT_THAT(names_in("Then K&L's K&L-owned hall.", "K&L", AliasStrength::strong),
                testing::ElementsAre("K&L", "K&L"));
    EXPECT_THAT(names_in("in Lund, D.K., today", "Lund, D.K.", AliasStrength::strong),
                testing::ElementsAre("Lund, D.K."));
}

TEST(AliasAutomaton, IgnoresAccentsAndExtraCapitalsButNotMissingOnes) {
    EXPECT_THAT(names_in("Telemon or T\xc3\xa9l\xc3\xa9mon or TELEMON", "T\xc3\xa9l\xc3\xa9mon",
                         AliasStrength::strong),
                testing::SizeIs(3));
    EXPECT_THAT(names_in("a telemon", "Telemon", AliasStrength::strong), testing::IsEmpty());
}

TEST(AliasAutomaton, WantsTheExactFormOfAmbiguousNamesAndAcronyms) {
    EXPECT_THAT(names_in("LAKE and Lake", "Lake", AliasStrength::weak), testing::ElementsAre("Lake"));
    EXPECT_THAT(names_in("Qra and QRA", "QRA", AliasStrength::strong), testing::ElementsAre("QRA"));
}

TEST(AliasAutomaton, NeverReachesOverALineBreak) {
    EXPECT_THAT(names_in("North\nHall", "North Hall", AliasStrength::strong), testing::IsEmpty());
    EXPECT_THAT(names_in("North  Hall", "North Hall", AliasStrength::strong), testing::SizeIs(1));
}

TEST(ShippedEntities, LoadAndHoldTogether) {
    const auto table = EntityTable::load({fs::path(CLAIMLINE_SOURCE_DATA) / "entities"});
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_GT(table->all().size(), 3000U);
    for (const Entity& entity : table->all()) {
        EXPECT_TRUE(entity.parent.empty() || table->find(entity.parent) != nullptr)
            << entity.id << " has an unknown parent " << entity.parent;
    }
}

}  // namespace
}  // namespace claimline
