#!/usr/bin/env python3
"""From web pages to answers: the example web in both states through crawl, questions, proof and rebuild."""
import json

from harness import FIRST, LOOPBACK, Case, Newsroom, main

ARTICLES = 17


class FirstState(Case):
    def setUp(self):
        super().setUp()
        self.web = self.enterContext(Newsroom(self.scratch))
        self.new_workspace(self.web)
        self.claimline("--now", FIRST, "crawl", *LOOPBACK)

    def test_every_report_is_archived_and_nothing_that_robots_txt_forbids_is_asked_for(self):
        asked = [(line["host"], line["path"].split("?")[0]) for line in self.web.requests() if line["status"] == 200]
        reports = [path for path in set(asked) if path[1].endswith((".html", ".pdf")) and not path[1].endswith("index.html")]
        self.assertEqual(len(reports), ARTICLES)
        self.assertEqual([path for _, path in asked if path.startswith("/drafts")], [])
        self.assertTrue(list((self.workspace / "archive").rglob("*.warc.gz")))

    def test_a_timeline_has_rows_of_every_make_of_page_with_quotes(self):
        rows = self.csv("timeline", "TikTok", "--all", "--format", "csv")
        hosts = {row["url"].split("/")[2].split(":")[0] for row in rows if row["url"]}
        self.assertEqual(len(hosts), 4, hosts)
        self.assertTrue(any(row["url"].endswith(".pdf") for row in rows))
        self.assertEqual([row for row in rows if not row["quote"].strip()], [])
        self.assertEqual([row for row in rows if "999" in row["quote"] or "812" in row["quote"]], [])

    def test_figures_that_disagree_stand_side_by_side(self):
        rows = self.jsonl("series", "TikTok", "--metric", "mau", "--region", "EU", "--format", "jsonl")
        text = json.dumps(rows)
        self.assertIn("125000000", text)
        self.assertIn("150000000", text)

    def test_search_finds_phrases_and_fields(self):
        found = self.claimline("search", '"data centre" norway', "--format", "tsv").out
        self.assertIn("dublin-opens.html", found)
        self.assertEqual(self.claimline("search", "zeppelin", "--format", "tsv").out.count("\n"), 1)

    def test_every_claim_is_proved_by_the_archived_bytes(self):
        claims = self.jsonl("export", "claims", "--format", "jsonl")
        self.assertGreater(len(claims), 30)
        self.claimline("verify")

    def test_damaged_bytes_are_noticed(self):
        warc = next((self.workspace / "archive").rglob("*.warc.gz"))
        data = bytearray(warc.read_bytes())
        for at in range(len(data) // 2, len(data) // 2 + 40):
            data[at] ^= 0x55
        warc.write_bytes(data)
        self.claimline("verify", expect=70)

    def test_one_claim_is_shown_with_its_proof(self):
        claim = self.jsonl("export", "claims", "--format", "jsonl")[0]
        shown = self.claimline("show", claim["id"]).out
        self.assertIn(claim["quote"][:40], shown)
        self.assertIn("warc", shown)

    def test_a_crawl_that_finds_nothing_new_transfers_no_body_again(self):
        before = len(self.web.requests())
        self.claimline("--now", "2023-10-03T06:00:00Z", "crawl", "--force", *LOOPBACK)
        again = [line for line in self.web.requests()[before:] if line["status"] == 200]
        self.assertEqual([line["path"] for line in again if line["path"] != "/robots.txt"], [])

    def test_rebuild_gives_the_same_exports_without_the_network(self):
        before = self.exports()
        self.web.process.kill()
        self.claimline("rebuild")
        self.assertEqual(self.exports(), before)
        self.claimline("verify")


class SecondState(Case):
    def setUp(self):
        super().setUp()
        self.web = self.crawl_both_states()

    def test_a_new_report_is_found_and_only_what_changed_is_transferred(self):
        bodies = {line["path"].split("?")[0] for line in self.web.requests() if line["status"] == 200}
        self.assertIn("/activision-cleared.html", bodies)
        # One in eight of the unchanged ones is asked without validators, to catch edits that a server hides.
        same = {line["path"] for line in self.web.requests() if line["status"] == 304}
        self.assertGreaterEqual(len(same), 6)

    def test_a_silent_edit_is_visible(self):
        shown = self.claimline("show", self.web.urls["digest"] + "/p/two-new-sites.html").out
        self.assertIn("silent", shown)
        claims = self.jsonl("export", "claims", "--format", "jsonl")
        counts = {claim["quote"].split(" new data centres")[0].rsplit(" ", 1)[1]: claim["state"] for claim in claims
                  if claim["article"]["url"].endswith("two-new-sites.html") and " new data centres" in claim["quote"]}
        self.assertEqual(counts, {"two": "superseded", "three": "current"})

    def test_a_withdrawn_report_is_kept_and_marked(self):
        shown = self.claimline("show", self.web.urls["digest"] + "/p/ico-tiktok.html").out
        self.assertIn("withdrawn", shown)
        self.claimline("verify")

    def test_rebuild_gives_the_same_history(self):
        before = self.exports()
        self.web.process.kill()
        self.claimline("rebuild")
        self.assertEqual(self.exports(), before)


if __name__ == "__main__":
    main()
