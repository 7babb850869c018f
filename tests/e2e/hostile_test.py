#!/usr/bin/env python3
"""Bad input of every sort: a clear message or a recorded problem, the right exit status, nothing lost, no crash."""
import http.server
import json
import os
import resource
import socket
import subprocess
import threading
import unittest

from harness import LOOPBACK, PROGRAM, ROOT, Case, main

MEMORY = 1 << 30  # bytes of resident memory that no document may push the program over


class Documents(Case):
    """`claimline extract` on single files."""

    def extract(self, name: str, data: bytes, *arguments, expect: int = 0) -> dict:
        path = self.scratch / name
        path.write_bytes(data)
        run = self.claimline("extract", *arguments, path, expect=expect)
        return json.loads(run.out)

    def test_an_empty_page_is_a_document_without_text(self):
        document = self.extract("empty.html", b"")
        self.assertEqual(document["text"], "")
        self.assertEqual(document["claims"], [])

    def test_invalid_utf8_gives_valid_text(self):
        page = b"<html><meta charset=utf-8><body><article><p>Meta was fined \xff\xfe 5 million euros \xc3\x28 by the " \
               b"Irish Data Protection Commission on Monday.</p></article>"
        document = self.extract("broken.html", page)
        self.assertIn("5 million euros", document["text"])

    def test_a_page_nested_100000_deep_is_read(self):
        page = b"<html><body>" + b"<div>" * 100_000 + b"<p>TikTok was fined 345 million euros in Ireland.</p>"
        document = self.extract("deep.html", page)
        self.assertNotIn("error", document)

    def test_a_50_mb_page_is_read_or_refused_with_a_reason_and_in_bounded_memory(self):
        page = b"<html><body><article>" + b"<p>Nothing is claimed in this paragraph of a very long page.</p>\n" * 850_000
        self.assertGreater(len(page), 50 << 20)
        path = self.scratch / "huge.html"
        path.write_bytes(page)
        run = subprocess.run([PROGRAM, "extract", "--emit", "article", path], capture_output=True, timeout=60)
        self.assertIn(run.returncode, (0, 3), run.stderr.decode())
        document = json.loads(run.stdout)
        self.assertTrue("text" in document or document["error"]["message"])

    def test_an_unreadable_file_is_named_and_the_others_are_still_done(self):
        good = self.scratch / "good.txt"
        good.write_text("TikTok has 125 million monthly active users in the European Union.")
        run = self.claimline("extract", self.scratch / "missing.html", good, expect=None)
        self.assertIn(run.returncode, (1, 3))
        self.assertIn("missing.html", run.err + run.out)
        self.assertIn("125 million", run.out)

    @unittest.skipIf(os.geteuid() == 0, "root may read everything")
    def test_a_file_without_permission_is_named(self):
        path = self.scratch / "secret.html"
        path.write_text("x")
        path.chmod(0)
        run = self.claimline("extract", path, expect=None)
        self.assertIn(run.returncode, (1, 3))
        self.assertIn("secret.html", run.err + run.out)

    def test_a_pdf_cut_in_half_is_an_error_of_that_document(self):
        pdf = (ROOT / "examples/newsroom/first/register/notices/2023-204.pdf").read_bytes()
        for name, data in (("half.pdf", pdf[:700]), ("zero.pdf", b""), ("noise.pdf", b"%PDF-1.4\n" + bytes(range(256)) * 40)):
            path = self.scratch / name
            path.write_bytes(data)
            run = self.claimline("extract", path, expect=None)
            self.assertIn(run.returncode, (0, 3), name)
            self.assertEqual(json.loads(run.out)["id"], name.split(".")[0])

    def test_a_broken_jsonl_line_is_told_with_its_number_and_the_rest_is_done(self):
        path = self.scratch / "docs.jsonl"
        path.write_text('{"id": "a", "text": "Plain."}\n{"id": "b", \n{"id": "c", "text": "Plain."}\n')
        run = self.claimline("extract", "--from", "jsonl", path, expect=3)
        lines = [json.loads(line) for line in run.out.splitlines()]
        self.assertEqual([line["id"] for line in lines if "error" not in line], ["a", "c"])
        self.assertIn("2", run.err + json.dumps([line for line in lines if "error" in line]))


class CommandLine(Case):
    def test_an_unknown_option_is_named_with_exit_2(self):
        run = self.claimline("timeline", "--knid", "fine", expect=2)
        self.assertIn("--knid", run.err)
        self.assertIn("--kind", run.err)
        self.assertEqual(run.out, "")

    def test_a_command_that_needs_a_workspace_says_how_to_make_one(self):
        run = self.claimline("timeline", "Meta", expect=None)
        self.assertIn(run.returncode, (1, 2))
        self.assertIn("init", run.err)

    def test_a_broken_settings_line_is_told_with_file_and_line(self):
        self.claimline("init")
        settings = self.workspace / "claimline.toml"
        settings.write_text(settings.read_text() + "\n[crawl\ndelay = 1\n")
        run = self.claimline("crawl", expect=2)
        self.assertIn("claimline.toml", run.err)
        self.assertRegex(run.err, r"line \d+|:\d+")

    def test_a_broken_source_file_is_told_with_file_and_line(self):
        self.claimline("init")
        (self.workspace / "sources").mkdir(exist_ok=True)
        (self.workspace / "sources" / "mine.toml").write_text('[[source]]\nid = "x"\nurl = http://unquoted\n')
        run = self.claimline("crawl", expect=2)
        self.assertIn("mine.toml", run.err)
        self.assertRegex(run.err, r"line 3|:3")

    def test_a_workspace_on_which_another_run_works_answers_75(self):
        with HostileWeb(slow=True) as web:
            self.claimline("init")
            first = subprocess.Popen([PROGRAM, "--workspace", self.workspace, "crawl", "--site", web.url, *LOOPBACK],
                                     stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                web.asked.wait(20)
                self.claimline("crawl", "--site", web.url, *LOOPBACK, expect=75)
            finally:
                first.kill()
                first.wait()


class HostileWeb:
    """One host whose pages are hostile; `slow` never answers."""

    def __init__(self, slow: bool = False):
        asked = self.asked = threading.Event()
        pages = {
            "/": b"<html><body>" + b"".join(b'<p><a href="/%b">%b</a>' % (name, name) for name in
                                            (b"empty.html", b"deep.html", b"bytes.html", b"good.html", b"huge.html")),
            "/empty.html": b"",
            "/deep.html": b"<html><body>" + b"<div><span>" * 50_000 + b"deep",
            "/bytes.html": b"<html><meta charset=utf-8><title>\xff\xfe\x00</title><body>\x00\x01 \xc3\x28 \x1b[31m red",
            "/good.html": b"<html><head><title>Fine</title></head><body><article><h1>Fine</h1><p>The Irish Data "
                          b"Protection Commission fined Meta 1.2 billion euros on 22 May 2023.</p></article>",
            "/huge.html": b"<html><body>" + b"<p>long and empty of meaning</p>\n" * 1_800_000,
        }

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                asked.set()
                if slow:
                    threading.Event().wait(60)
                body = pages.get(self.path)
                self.send_response(404 if body is None else 200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                try:
                    self.wfile.write(body or b"")
                except OSError:  # the client hung up at its size limit
                    self.close_connection = True

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


class Web(Case):
    def test_hostile_pages_are_recorded_and_the_good_one_gives_its_claim(self):
        with HostileWeb() as web:
            run = self.claimline("crawl", "--site", web.url, *LOOPBACK, expect=None)
        self.assertIn(run.returncode, (0, 3), run.err)
        claims = self.jsonl("export", "claims", "--format", "jsonl")
        self.assertTrue(any(claim["article"]["url"].endswith("/good.html") for claim in claims))
        self.claimline("verify")
        self.assertNotIn("\x1b", self.claimline("status").out + run.err)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
        self.assertLess(peak, MEMORY)

    def test_an_unreachable_host_is_a_failed_source_and_exit_3(self):
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
            run = self.claimline("crawl", "--site", url, *LOOPBACK, expect=3)
        self.assertIn("127.0.0.1", run.err)

    def test_private_addresses_are_refused_unless_allowed(self):
        with HostileWeb() as web:
            self.claimline("crawl", "--site", web.url, "--delay", "0", expect=3)
            self.assertFalse(web.asked.is_set())

    def test_an_address_that_is_none_is_a_usage_error(self):
        run = self.claimline("crawl", "--site", "not a url", expect=2)
        self.assertIn("not a url", run.err)


if __name__ == "__main__":
    main()
