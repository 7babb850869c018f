// The same claim over time: what is one matter and what is not, how far it came, what belongs to it.

#include "index/threads.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "index/make.h"

namespace claimline::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

const Parties& parties() {
    static const Parties all({{"velta", "Velta", "company", "COMPANY", {"Velta Group"}, "", ""},
                              {"velta-chat", "Chatter", "service", "PRODUCT", {}, "velta", ""},
                              {"continent", "Aurelia", "region", "PLACE", {}, "", ""},
                              {"north", "Northland", "country", "PLACE", {}, "continent", ""},
                              {"south", "Southmark", "country", "PLACE", {}, "continent", ""},
                              {"fjordby", "Fjordby", "city", "PLACE", {}, "north", ""}});
    return all;
}

class Told {
  public:
    Told(std::string document, std::string day, std::string kind, std::string subject, Slots slots = {}) {
        claim.claim.kind = std::move(kind);
        claim.claim.subject = std::move(subject);
        claim.claim.slots = std::move(slots);
        claim.document = document;
        claim.origin = document;
        claim.told = parse_iso_date(day).value().start;
    }
    Told& by(std::string speaker) {
        claim.claim.attribution.speaker = std::move(speaker);
        return *this;
    }
    Told& quote(std::string text) {
        claim.quote = std::move(text);
        return *this;
    }
    Told& on(std::string date) {
        claim.claim.time.date = std::move(date);
        return *this;
    }
    Told& counting(std::string start, std::string end) {
        claim.claim.time = {"", std::move(start), std::move(end)};
        return *this;
    }
    Told& story(std::string name) {
        claim.story = std::move(name);
        return *this;
    }
    ThreadClaim claim;
};

Slots site(const char* status, const char* place, double ordinal = 0) {
    Slots slots{{"facility_type", text_slot("data_center")}, {"status", text_slot(status)}};
    if (*place != '\0') slots["location"] = text_slot(place);
    if (ordinal > 0) slots["ordinal"] = number_slot(ordinal);
    return slots;
}

Slots act(const char* action, const char* actor, double euros = 0) {
    Slots slots{{"action", text_slot(action)}};
    if (*actor != '\0') slots["actor"] = text_slot(actor);
    if (euros > 0) slots["amount"] = money_slot("EUR", euros);
    return slots;
}

std::vector<Thread> threads_of(const std::vector<Told>& told) {
    std::vector<ThreadClaim> claims;
    for (const auto& one : told) {
        claims.push_back(one.claim);
        claims.back().claim.id = "c" + std::to_string(claims.size());
    }
    auto threads = make_threads(claims, parties(), {});
    std::ranges::reverse(claims);
    auto again = make_threads(claims, parties(), {});
    EXPECT_EQ(threads.size(), again.size()) << "the order of the input decides nothing";
    for (std::size_t i = 0; i < std::min(threads.size(), again.size()); ++i) {
        EXPECT_EQ(threads[i].id, again[i].id);
        EXPECT_EQ(threads[i].claims, again[i].claims);
        EXPECT_EQ(threads[i].steps, again[i].steps);
    }
    return threads;
}

TEST(Threads, AThirdSiteStaysTheThirdWhenItsTownIsNamed) {
    const auto threads =
        threads_of({{"a", "2023-02-01", "facility_plan", "Velta", site("in_talks", "Aurelia", 3)},
                    {"b", "2023-03-01", "facility_plan", "Velta", site("announced", "Fjordby, Northland", 3)},
                    {"c", "2023-09-01", "facility_plan", "Velta", site("under_construction", "Fjordby")},
                    {"d", "2023-04-01", "facility_plan", "Velta", site("planned", "Southmark", 2)}});
    ASSERT_THAT(threads, SizeIs(2));
    EXPECT_THAT(threads[0].claims, ElementsAre("c1", "c2", "c3"));
    ASSERT_THAT(threads[0].steps, SizeIs(3));
    EXPECT_EQ(threads[0].steps[1].status, "announced");
    EXPECT_EQ(to_iso(threads[0].steps[1].day), "2023-03-01");
    EXPECT_EQ(threads[0].first_source, "a");
    EXPECT_TRUE(threads[0].open);
}

TEST(Threads, AVaguePlanIsNoThirdSiteButLinkedToTheExactOnes) {
    const auto threads =
        threads_of({{"a", "2023-02-01", "facility_plan", "Velta", site("planned", "Fjordby", 1)},
                    {"b", "2023-02-01", "facility_plan", "Velta", site("planned", "Southmark", 2)},
                    {"c", "2023-02-02", "facility_plan", "Velta", site("planned", "Aurelia")}});
    ASSERT_THAT(threads, SizeIs(3));
    EXPECT_THAT(threads[2].links, SizeIs(2));
    EXPECT_EQ(threads[2].links[0].relation, "finer");
    EXPECT_EQ(threads[0].links[0], (ThreadLink{"coarser", threads[2].id}));
}

TEST(Threads, StepsBackwardAndRevivedOnesAreFlagged) {
    const auto threads =
        threads_of({{"a", "2023-01-01", "facility_plan", "Velta", site("under_construction", "Fjordby")},
                    {"b", "2023-02-01", "facility_plan", "Velta", site("in_talks", "Fjordby")},
                    {"c", "2023-03-01", "facility_plan", "Velta", site("cancelled", "Fjordby")},
                    {"d", "2023-04-01", "facility_plan", "Velta", site("under_construction", "Fjordby")}});
    ASSERT_THAT(threads, SizeIs(1));
    ASSERT_THAT(threads[0].steps, SizeIs(4));
    EXPECT_EQ(threads[0].steps[1].note, StepNote::backward);
    EXPECT_EQ(threads[0].steps[2].note, StepNote::none);
    EXPECT_EQ(threads[0].steps[3].note, StepNote::revived);
}

TEST(Threads, ASiteThatIsOpenAndOnePlannedThereYearsLaterAreTwo) {
    EXPECT_THAT(threads_of({{"a", "2015-01-01", "facility_plan", "Velta", site("opened", "Fjordby")},
                            {"b", "2019-01-01", "facility_plan", "Velta", site("planned", "Fjordby")}}),
                SizeIs(2));
}

Slots audience(double value, const char* place) {
    return {{"metric", text_slot("MAU")}, {"value", number_slot(value)}, {"geography", text_slot(place)}};
}

TEST(Threads, FiguresOfOnePeriodStandTogetherAndConflict) {
    const auto threads =
        threads_of({Told("a", "2023-02-17", "user_metric", "Chatter", audience(40e6, "Northland"))
                        .counting("2022-08", "2023-01"),
                    Told("b", "2023-02-20", "user_metric", "Chatter", audience(44e6, "Northland"))
                        .counting("2022-08", "2023-01"),
                    Told("c", "2023-02-20", "user_metric", "Chatter", audience(40e6, "Aurelia")),
                    Told("d", "2023-09-01", "user_metric", "Chatter", audience(40e6, "Northland")),
                    Told("e", "2023-09-01", "user_metric", "Velta", audience(40e6, "Northland"))});
    ASSERT_THAT(threads, SizeIs(3)) << "another region, another service: other threads";
    EXPECT_THAT(threads[0].claims, SizeIs(3)) << "the figure told again without its period joins";
    EXPECT_TRUE(threads[0].conflict);
    EXPECT_FALSE(threads[1].conflict);
}

TEST(Threads, FiguresOfPeriodsThatOnlyTouchAreTwo) {
    EXPECT_THAT(threads_of({Told("a", "2023-02-17", "user_metric", "Chatter", audience(40e6, "Northland"))
                                .counting("2022-08", "2023-01"),
                            Told("b", "2023-08-20", "user_metric", "Chatter", audience(44e6, "Northland"))
                                .counting("2023-02", "2023-07")}),
                SizeIs(2));
}

TEST(Threads, ADenialNeverJoinsWhatItDeniesButAnswersIt) {
    Told denied("b", "2023-02-03", "denial", "Velta", {{"topic", text_slot("surveillance")}});
    denied.claim.claim.negative = true;
    const auto threads =
        threads_of({Told("a", "2023-02-01", "allegation", "Velta", {{"topic", text_slot("surveillance")}})
                        .by("Data Guard"),
                    denied});
    ASSERT_THAT(threads, SizeIs(2));
    EXPECT_THAT(threads[1].links, ElementsAre(ThreadLink{"answers", threads[0].id}));
    EXPECT_THAT(threads[0].links, ElementsAre(ThreadLink{"answered_by", threads[1].id}));
}

TEST(Threads, AFineItsAppealAndTheRulingAreThreeThreadsOfOneCase) {
    const auto threads =
        threads_of({Told("a", "2021-05-04", "regulatory_action", "Velta", act("fine", "Data Guard", 12e6))
                        .on("2021-05-04"),
                    Told("a", "2021-05-04", "regulatory_action", "Velta", act("appeal", "Velta")),
                    Told("b", "2023-01-10", "regulatory_action", "Velta", act("annulled", "High Court", 12e6))
                        .on("2023-01-10"),
                    Told("c", "2021-05-05", "regulatory_action", "Velta", act("fine", "Data Guard", 12e6)),
                    Told("d", "2021-05-05", "regulatory_action", "Velta", act("fine", "Market Board", 7e6))});
    ASSERT_THAT(threads, SizeIs(4));
    EXPECT_THAT(threads[0].claims.size() + threads[1].claims.size(), 3U) << "the fine is told twice";
    EXPECT_EQ(threads[0].case_id, threads[1].case_id);
    EXPECT_EQ(threads[3].case_id, threads[0].case_id) << "the ruling speaks of the same sum";
    EXPECT_EQ(threads[2].case_id, "") << "another authority, another case";
    EXPECT_FALSE(threads[0].case_id.empty());
}

TEST(Threads, FinesOfTwoAuthoritiesOrOfTwoYearsAreNotOne) {
    EXPECT_THAT(
        threads_of({Told("a", "2021-05-04", "regulatory_action", "Velta", act("fine", "Data Guard", 12e6))
                        .on("2021-05-04"),
                    Told("b", "2021-05-04", "regulatory_action", "Velta", act("fine", "Market Board", 12e6))
                        .on("2021-05-04"),
                    Told("c", "2023-05-04", "regulatory_action", "Velta", act("fine", "Data Guard", 12e6))
                        .on("2023-05-04")}),
        SizeIs(3));
}

TEST(Threads, BrandAndOwnerAreOnePartyButForFigures) {
    EXPECT_THAT(threads_of({{"a", "2021-05-04", "facility_plan", "Velta", site("planned", "Fjordby")},
                            {"b", "2021-06-04", "facility_plan", "Chatter", site("approved", "Fjordby")}}),
                SizeIs(1));
}

TEST(Threads, CopiesOfOneReportAreOneOrigin) {
    constexpr const char* kWords = "Velta said it will open a site with 40 halls in Fjordby next year.";
    const auto threads = threads_of(
        {Told("wire", "2023-02-01", "facility_plan", "Velta", site("planned", "Fjordby"))
             .quote(kWords)
             .story("s1"),
         Told("copy", "2023-02-01", "facility_plan", "Velta", site("planned", "Fjordby")).story("s1"),
         Told("reworded", "2023-02-02", "facility_plan", "Velta", site("planned", "Fjordby"))
             .quote(std::string("On Monday ") + kWords),
         Told("own", "2023-02-03", "facility_plan", "Velta", site("planned", "Fjordby"))
             .quote("The mayor expects Velta to build here.")});
    ASSERT_THAT(threads, SizeIs(1));
    EXPECT_EQ(threads[0].documents, 4U);
    EXPECT_THAT(threads[0].origins, SizeIs(2));
}

TEST(Threads, ADealWithAnotherPartnerOrSumIsAnotherDeal) {
    const auto deal = [](const char* with, double sum) {
        return Slots{{"action", text_slot("acquire")},
                     {"counterparty", text_slot(with)},
                     {"amount", money_slot("EUR", sum)}};
    };
    EXPECT_THAT(threads_of({{"a", "2021-05-04", "investment", "Velta", deal("Ostra", 5e6)},
                            {"b", "2021-06-04", "investment", "Velta", deal("Ostra", 5.02e6)},
                            {"c", "2021-06-04", "investment", "Velta", deal("Marlo", 5e6)}}),
                SizeIs(2));
}

TEST(Threads, KindsOfPacksAreOneMatterWhenTheirKeySlotsAgree) {
    std::vector<ThreadClaim> claims;
    for (const char* day : {"2023-01-01", "2023-02-01"}) {
        Told told(day, day, "layoffs", "Velta", {{"site", text_slot("Fjordby")}, {"count", number_slot(50)}});
        told.claim.claim.id = day;
        claims.push_back(told.claim);
    }
    EXPECT_THAT(make_threads(claims, parties(), {{"layoffs", {"site"}}}), SizeIs(1));
    claims[1].claim.slots["site"] = text_slot("Southmark");
    EXPECT_THAT(make_threads(claims, parties(), {{"layoffs", {"site"}}}), SizeIs(2));
}

}  // namespace
}  // namespace claimline::testing
