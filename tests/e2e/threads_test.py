#!/usr/bin/env python3
"""Threads, single claims, entities, differences and saved searches over the example web in both states."""
import json

from harness import Case, main


class Threads(Case):
    def setUp(self):
        super().setUp()
        self.web = self.crawl_both_states()

    def test_every_claim_is_in_one_thread_and_threads_tell_their_steps(self):
        threads = self.jsonl("threads", "--format", "jsonl")
        members = [claim for thread in threads for claim in thread["claims"]]
        self.assertEqual(len(members), len(set(members)))
        claims = self.jsonl("export", "claims", "--format", "jsonl")
        current = {claim["id"] for claim in claims if claim["state"] != "superseded"}
        self.assertLessEqual(current, set(members))
        several = [thread for thread in threads if len(thread["steps"]) > 1]
        self.assertTrue(several, "some matter moved on")
        for thread in several:
            self.assertEqual([step["day"] for step in thread["steps"]],
                             sorted(step["day"] for step in thread["steps"]))
        for thread in threads:
            self.assertEqual({claim["kind"] for claim in claims if claim["id"] in thread["claims"]}, {thread["kind"]})

    def test_a_thread_is_shown_and_found_again_by_its_id(self):
        thread = max(self.jsonl("threads", "--format", "jsonl"), key=lambda thread: len(thread["claims"]))
        shown = self.claimline("threads", "show", thread["thread"]).out
        self.assertIn(thread["thread"], shown)
        self.assertIn("independent", shown)
        self.assertEqual(self.claimline("show", thread["thread"]).out, shown)
        found = self.jsonl("claims", "thread:" + thread["thread"], "--all", "--format", "jsonl")
        self.assertEqual({claim["claim_id"] for claim in found}, set(thread["claims"]))
        articles = self.jsonl("search", "thread:" + thread["thread"], "--format", "jsonl", "--no-collapse")
        self.assertTrue(articles)
        self.claimline("threads", "show", "t:0000000000", expect=1)

    def test_a_report_shows_the_same_threads_with_the_same_steps(self):
        out = self.scratch / "report.html"
        self.claimline("report", "--out", out)
        page = out.read_text(encoding="utf-8")
        cards = {part.split('"', 1)[0]: part.split('id="t', 1)[0] for part in page.split('id="t')[1:]}
        threads = [thread for thread in self.jsonl("threads", "--format", "jsonl") if len(thread["steps"]) > 1]
        self.assertTrue(threads)
        for thread in threads:
            card = cards[thread["thread"][2:]]
            if thread["case"]:
                continue
            shown = [card.index(f'{step["status"].replace("_", " ")}</a>') for step in thread["steps"]]
            self.assertEqual(shown, sorted(shown))
            for step in thread["steps"]:
                self.assertIn(step["day"], card)
            self.assertEqual("a step back" in card, any(step["note"] == "backward" for step in thread["steps"]))
        self.assertIn(": a case of ", page)
        self.assertIn("told less exactly by", page)

    def test_the_claims_of_a_file_are_threaded_without_a_workspace(self):
        claims = self.scratch / "claims.jsonl"
        line = {"doc_id": "a", "published": "2023-02-01", "text": "Norrvik plans a data centre in Oslo.", "claims": [
            {"id": "1", "kind": "facility_plan", "subject": "Norrvik", "evidence": [[0, 36]],
             "slots": {"facility_type": "data_center", "status": "planned", "location": "Oslo"}}]}
        later = line | {"doc_id": "b", "published": "2023-06-01"}
        later["claims"] = [line["claims"][0] | {"slots": line["claims"][0]["slots"] | {"status": "opened"}}]
        claims.write_text(json.dumps(line) + "\n" + json.dumps(later) + "\n")
        threads = self.jsonl("threads", "--input", claims, workspace=self.scratch / "none")
        self.assertEqual([thread["claims"] for thread in threads], [["a#1", "b#1"]])
        self.assertEqual([step["status"] for step in threads[0]["steps"]], ["planned", "opened"])
        claims.write_text("no json\n")
        self.assertIn("line 1", self.claimline("threads", "--input", claims, expect=1).err)

    def test_a_silent_edit_is_shown_word_by_word_with_its_claims(self):
        url = self.web.urls["digest"] + "/p/two-new-sites.html"
        text = self.claimline("diff", url).out
        self.assertIn("[-two-]", text)
        self.assertIn("{+three+}", text)
        self.assertIn("silent", text)
        self.assertIn("claim ", text)
        self.assertIn("data center ×2, Europe", text, "what changed is in the words of the claim")
        self.assertIn("data center ×3, Europe", text)
        change = json.loads(self.claimline("diff", url, "--format", "json").out)
        self.assertTrue(change["silent"])
        self.assertIn("two", [part["removed"] for part in change["text"]])
        self.claimline("diff", url, "--from", 9, expect=2)

    def test_as_of_a_day_shows_what_was_known_then(self):
        before = self.jsonl("claims", "--as-of", "2023-10-10", "--format", "jsonl")
        now = self.jsonl("claims", "--format", "jsonl")
        quotes = {claim["quote"] for claim in before}
        self.assertTrue(any("two new data centres" in quote for quote in quotes))
        self.assertFalse(any("two new data centres" in claim["quote"] for claim in now))
        self.assertEqual(self.jsonl("claims", "--as-of", "2023-10-01", "--format", "jsonl"), [])

        shown = self.jsonl("series", "TikTok", "--as-of", "2023-10-01", "--format", "jsonl")
        self.assertEqual(shown, [], "nothing had been seen")
        self.assertNotEqual(self.jsonl("series", "TikTok", "--format", "jsonl"), [])
        self.claimline("search", "data", "--as-of", "2023-10-10", expect=2)

    def test_a_search_asks_for_the_date_that_is_meant(self):
        seen = self.csv("search", "data", "--on", "seen", "--since", "2023-10", "--format", "csv")
        published = self.csv("search", "data", "--since", "2023-10", "--format", "csv")
        self.assertGreater(len(seen), len(published), "most came out long before they were fetched")

    def test_periods_are_counted(self):
        rows = self.csv("timeline", "TikTok", "--by", "quarter", "--format", "csv")
        self.assertEqual([row["period"] for row in rows], sorted(row["period"] for row in rows))
        whole = self.csv("timeline", "TikTok", "--format", "csv")
        self.assertEqual(sum(int(row["rows"]) for row in rows), len(whole))

    def test_entities_are_listed_and_found_by_alias(self):
        rows = self.csv("entities", "--format", "csv", "--limit", 5)
        self.assertEqual(len(rows), 5)
        self.assertEqual([int(row["articles"]) for row in rows], sorted((int(row["articles"]) for row in rows), reverse=True))
        self.assertIn("TikTok", {row["name"] for row in self.csv("entities", "Tik Tok", "--format", "csv")})

    def test_searches_are_saved_and_used_by_name(self):
        self.claimline("saved", "add", "tiktok-users", "TikTok kind:mau")
        self.assertIn("tiktok-users", self.claimline("saved", "list").out)
        self.claimline("saved", "add", "a-fine", "kind:fine")
        self.assertNotIn("tiktok-users", self.claimline("saved", "list", "--limit", 1).out)
        asked = self.claimline("timeline", "query:tiktok-users", "--format", "csv").out
        self.assertEqual(asked, self.claimline("timeline", "TikTok kind:mau", "--format", "csv").out)
        self.assertGreater(asked.count("\n"), 1)
        self.assertIn("tiktok-users", self.claimline("timeline", "query:tiktok-user", expect=2).err)
        self.claimline("saved", "add", "broken", "kind:(", expect=2)
        self.claimline("rebuild")
        self.assertEqual(asked, self.claimline("timeline", "query:tiktok-users", "--format", "csv").out)
        self.claimline("saved", "remove", "tiktok-users")
        self.claimline("saved", "remove", "tiktok-users", expect=1)

    def test_a_party_stands_for_its_family_only_when_asked(self):
        alone = self.jsonl("claims", "entity:Instagram", "--format", "jsonl")
        family = self.jsonl("claims", "entity:Instagram", "--with-family", "--format", "jsonl")
        self.assertLessEqual({claim["claim_id"] for claim in alone}, {claim["claim_id"] for claim in family})
        self.assertIn("Meta", {claim["subject"] for claim in family})
        self.assertNotIn("Meta", {claim["subject"] for claim in alone})


if __name__ == "__main__":
    main()
