#!/usr/bin/env python3
"""What a crawl leaves in archive/ is WARC 1.1 that others can read, with the bytes as they were received."""
import hashlib
import json
import os
import shutil
import subprocess

import warc
from harness import LOOPBACK, SHARED, Case, Newsroom, main


class Archive(Case):
    def setUp(self):
        super().setUp()
        self.web = self.enterContext(Newsroom(self.scratch))
        self.new_workspace(self.web)
        self.claimline("crawl", *LOOPBACK)
        self.files = sorted((self.workspace / "archive").rglob("*.warc.gz"))
        self.records = [record for file in self.files for record in warc.read(file)]

    def test_every_record_has_what_the_standard_demands(self):
        self.assertTrue(self.records)
        for record in self.records:
            for name in ("warc-type", "warc-record-id", "warc-date", "content-length"):
                self.assertIn(name, record.headers)
        ids = [record.headers["warc-record-id"] for record in self.records]
        self.assertEqual(len(ids), len(set(ids)))

    def test_every_digest_is_that_of_the_bytes(self):
        payloads = 0
        for record in self.records:
            if "warc-block-digest" in record.headers:
                self.assertTrue(warc.digest_is_right(record.headers["warc-block-digest"], record.block))
            if record.headers["warc-type"] == "response":
                self.assertTrue(warc.digest_is_right(record.headers["warc-payload-digest"], record.payload))
                payloads += 1
        self.assertGreaterEqual(payloads, 17)

    def test_responses_are_kept_as_received_with_their_requests(self):
        answered = {record.headers["warc-target-uri"] for record in self.records if record.headers["warc-type"] == "response"}
        asked = {record.headers["warc-target-uri"] for record in self.records if record.headers["warc-type"] == "request"}
        self.assertLessEqual(answered, asked)
        for record in self.records:
            if record.headers["warc-type"] == "response":
                self.assertTrue(record.block.startswith(b"HTTP/1.1 "))

    def test_the_reader_of_the_npm_package_warcio_has_no_complaint(self):
        check = SHARED / "crawler/conformance/warccheck.mjs"
        modules = os.environ.get("CLAIMLINE_NODE_MODULES", "")
        if not check.exists() or not shutil.which("node") or not os.path.isdir(os.path.join(modules, "warcio")):
            self.skipTest("needs ../shared, node, and CLAIMLINE_NODE_MODULES naming a folder with the package warcio")
        os.symlink(modules, self.scratch / "node_modules")
        shutil.copy(check, self.scratch)
        run = subprocess.run(["node", self.scratch / check.name, *self.files], capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def rows(self, *arguments) -> list[dict]:
        return self.jsonl("archive", "list", *arguments, "--format", "jsonl")

    def test_list_names_every_response_once_and_narrows_by_address_time_status_and_role(self):
        responses = [record for record in self.records if record.headers["warc-type"] in ("response", "revisit")]
        everything = self.rows()
        self.assertEqual(len(everything), len(responses))
        self.assertEqual({row["capture_id"] for row in everything},
                         {record.headers["warc-record-id"][len("<urn:uuid:"):-1] for record in responses})
        some = everything[len(everything) // 2]
        self.assertIn(some, self.rows(some["url"]))
        self.assertEqual({row["status"] for row in self.rows("--status", "200")}, {200})
        self.assertEqual({row["role"] for row in self.rows("--role", "robots")}, {"robots"})
        self.assertEqual(self.rows("--until", "1999"), [])
        self.assertEqual(self.rows("--since", some["captured_at"][:4]), everything)
        self.claimline("archive", "list", "--since", "yesterday", expect=2)

    def extract(self, *arguments) -> bytes:
        return self.claimline("archive", "extract", *arguments, binary=True).stdout

    def test_extract_gives_the_very_bytes_by_id_address_time_and_place(self):
        row = next(row for row in self.rows("--role", "article", "--status", "200") if row["record"] == "response")
        wanted = row["payload_digest"].removeprefix("sha256:")
        for name in (row["capture_id"], row["capture_id"][:13], row["url"], f"{row['url']}@{row['captured_at']}",
                     f"{row['url']}@{row['captured_at'][:10]}", f"{row['warc_file']}@{row['warc_offset']}"):
            with self.subTest(name=name):
                self.assertEqual(hashlib.sha256(self.extract(name)).hexdigest(), wanted)
        out = self.scratch / "page"
        self.extract(row["url"], "--out", out)
        self.assertEqual(hashlib.sha256(out.read_bytes()).hexdigest(), wanted)
        self.assertIn(b"<html", self.extract(row["url"], "--decoded").lower()[:4000])
        self.assertTrue(self.extract(row["url"], "--head").startswith(b"HTTP/1.1 200"))
        self.claimline("archive", "extract", f"{row['url']}@1999", expect=1)
        self.claimline("archive", "extract", "../../etc/passwd.warc@0", expect=2)

    def test_extract_of_an_address_reads_nothing_else_of_the_archive(self):
        row = next(row for row in reversed(self.rows("--role", "article", "--status", "200")) if row["record"] == "response")
        self.claimline("crawl", "--force", *LOOPBACK)
        with open(self.files[0], "r+b") as file:
            file.write(bytes(64))
        self.claimline("archive", "extract", row["capture_id"], expect=70)
        self.assertEqual("sha256:" + hashlib.sha256(self.extract(row["url"])).hexdigest(), row["payload_digest"])

    def test_extract_of_a_revisit_gives_the_bytes_that_were_seen_before(self):
        self.claimline("crawl", "--force", *LOOPBACK)
        again = next(row for row in self.rows("--role", "article") if row["record"] == "revisit")
        self.assertEqual(again["bytes"], 0)
        body = self.extract(again["capture_id"])
        self.assertEqual("sha256:" + hashlib.sha256(body).hexdigest(), again["payload_digest"])

    def check(self, expect: int = 0) -> dict:
        return json.loads(self.claimline("archive", "check", "--json", expect=expect).out)

    def test_check_finds_every_proof_of_the_catalogue_and_vouches_for_every_byte(self):
        found = self.check()
        self.assertEqual(found["faults"], [])
        self.assertEqual(found["captures"], len(self.rows()))
        self.assertGreaterEqual(found["proofs"], 17)
        self.assertEqual((found["runs"], found["unlogged_bytes"]), (1, 0))
        self.assertEqual(found["bytes"], sum(file.stat().st_size for file in self.files))
        self.claimline("archive", "check", "--head", found["run_log_head"])
        self.claimline("archive", "check", "--head", "0" * 64, expect=70)

    def test_check_notices_changed_bytes_and_goes_on_behind_them(self):
        file = self.files[0]
        data = bytearray(file.read_bytes())
        for at in range(len(data) // 2, len(data) // 2 + 40):
            data[at] ^= 0x55
        file.write_bytes(data)
        found = self.check(expect=70)
        reasons = " ".join(fault["reason"] for fault in found["faults"])
        self.assertIn("are not those that run 1 logged", reasons)
        self.assertGreater(found["captures"], len(self.records) // 3 // 2, "nothing behind the damage was read")

    def test_check_notices_a_file_that_was_cut_and_one_that_is_gone(self):
        file = self.files[-1]
        whole = file.read_bytes()
        file.write_bytes(whole[:-5000])
        found = self.check(expect=70)
        self.assertTrue(any("truncated" in fault["reason"] for fault in found["faults"]), found["faults"])
        self.assertTrue(any("has no capture here" in fault["reason"] for fault in found["faults"]))
        file.unlink()
        self.assertTrue(any("missing" in fault["reason"] for fault in self.check(expect=70)["faults"]))
        file.write_bytes(whole)
        self.check()

    def test_the_run_log_shows_when_somebody_rewrites_it(self):
        self.claimline("crawl", "--force", *LOOPBACK)
        log = self.workspace / "archive/runs.jsonl"
        lines = log.read_text().splitlines()
        self.assertEqual(len(lines), 2)
        for line, before in zip(lines, ["0" * 64, json.loads(lines[0])["hash"]]):
            run = json.loads(line)
            self.assertEqual(run["previous"], before)
            self.assertEqual(run["hash"], hashlib.sha256(line.split(',"hash":')[0].encode()).hexdigest())
        self.check()
        log.write_text("\n".join(lines).replace('"failed":0', '"failed":7', 1) + "\n")
        self.assertIn("was changed", self.check(expect=70)["faults"][0]["reason"])
        log.write_text(lines[1] + "\n")
        self.assertIn("does not follow", self.check(expect=70)["faults"][0]["reason"])
        log.write_text("\n".join(lines) + "\n" + lines[1][:100])
        self.assertEqual(self.check()["cut_off"], ["runs.jsonl"])
        self.claimline("crawl", "--force", *LOOPBACK)
        self.assertEqual(self.check()["runs"], 3)


if __name__ == "__main__":
    main()
