#!/usr/bin/env python3
"""What a crawl leaves in archive/ is WARC 1.1 that others can read, with the bytes as they were received."""
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


if __name__ == "__main__":
    main()
