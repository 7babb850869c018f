#!/usr/bin/env python3
"""What others kept is taken in once, with their dates: WARC files, folders of pages, and hostile ones of both."""
import base64
import gzip
import hashlib
import json
import os
import shutil

from harness import ROOT, Case, main

STORY = ("<html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>"
         "<p>TikTok said on Monday it would open a second data centre in Norway, and that the site near Hamar would "
         "need 40 megawatts of power once it is complete.</p><p>TikTok has 125 million monthly active users in "
         "the European Union, a spokeswoman said in a statement that was published on its own pages.</p>"
         "</article></body></html>")
DATED = '<meta property="article:published_time" content="2021-03-04T08:00:00Z">'


def sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def record(kind: str, url: str, date: str, block: bytes, **fields) -> bytes:
    head = [f"WARC-Type: {kind}", f"WARC-Target-URI: <{url}>", f"WARC-Date: {date}",
            f"WARC-Record-ID: <urn:uuid:{hashlib.md5(url.encode() + date.encode() + block).hexdigest()}>"]
    head += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    head.append(f"Content-Length: {len(block)}")
    return ("WARC/1.0\r\n" + "\r\n".join(head) + "\r\n\r\n").encode() + block + b"\r\n\r\n"


def response(url: str, date: str, body: bytes, status: str = "200 OK", media: str = "text/html; charset=utf-8",
             more: str = "", digest: str | None = None) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode()
    return record("response", url, date, head + body, WARC_Payload_Digest=digest or sha1(body))


class Import(Case):
    def setUp(self):
        super().setUp()
        self.clippings = self.scratch / "clippings"
        (self.clippings / "2021").mkdir(parents=True)
        self.put("2021/dated.html", STORY.format(title="Velta plans in Hamar", head=DATED))
        self.put("undated.html", STORY.format(title="Velta and its users", head=""))

    def put(self, name: str, text: str, modified: int = 1640995200) -> None:  # 2022-01-01
        path = self.clippings / name
        path.write_text(text)
        os.utime(path, (modified, modified))

    def rows(self) -> list[dict]:
        return self.jsonl("archive", "list", "--format", "jsonl")

    def articles(self) -> dict[str, dict]:
        claims = self.jsonl("export", "claims", "--format", "jsonl")
        return {claim["article"]["url"]: claim["article"] for claim in claims}

    def warc(self, name: str, *records: bytes, packed: bool = True):
        path = self.scratch / name
        path.write_bytes(b"".join(map(gzip.compress, records)) if packed else b"".join(records))
        return path

    def test_a_folder_is_imported_with_the_dates_of_its_files_and_adds_nothing_the_second_time(self):
        said = self.claimline("import", self.clippings, "--source", "my-files").err
        self.assertIn("Imported  2 captures", said)
        self.assertIn("Undated    1 documents", said)
        self.assertIn("file:///my-files/undated.html", said)
        self.assertEqual({row["captured_at"] for row in self.rows()}, {"2022-01-01T00:00:00Z"})
        articles = self.articles()
        self.assertEqual(articles["file:///my-files/2021/dated.html"]["published"][:10], "2021-03-04")
        before = (self.rows(), self.exports())
        shutil.move(self.clippings, self.scratch / "moved")
        self.assertIn("Imported  0 captures; 2 known already", self.claimline("import", self.scratch / "moved", "--source", "my-files").err)
        self.assertEqual((self.rows(), self.exports()), before)
        self.claimline("verify")
        check = json.loads(self.claimline("archive", "check", "--json").out)
        self.assertEqual((check["unlogged_bytes"], check["runs"]), (0, 1))

    def test_a_saved_page_that_names_its_address_is_known_by_it(self):
        head = '<link rel="canonical" href="https://velta.example/news/hamar"><base href="https://velta.example/">'
        self.put("saved.html", STORY.format(title="Velta builds again", head=head + DATED))
        self.claimline("import", self.clippings)
        self.assertIn("https://velta.example/news/hamar", self.articles())

    def test_a_dry_run_writes_nothing(self):
        self.claimline("init")
        self.assertIn("Would import  2 captures", self.claimline("import", self.clippings, "--dry-run").err)
        self.assertEqual(self.rows(), [])

    def test_pdf_files_are_read(self):
        pdf = next(ROOT.glob("examples/newsroom/**/*.pdf"))
        shutil.copy(pdf, self.clippings / "report.pdf")
        self.claimline("import", self.clippings)
        self.assertIn("file:///import/report.pdf", {row["url"] for row in self.rows()})
        self.assertIn("file:///import/report.pdf", self.claimline("show", "file:///import/report.pdf").out)

    def test_a_foreign_warc_keeps_its_dates_versions_and_withdrawals(self):
        url = "http://velta.example/news?utm_source=mail"
        first = STORY.format(title="Velta plans in Hamar", head=DATED).encode()
        second = first.replace(b"40 megawatts", b"60 megawatts")
        chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (first[:100], first[100:])) + b"0\r\n\r\n"
        file = self.warc(
            "old.warc.gz",
            record("warcinfo", "x", "2021-03-05T10:00:00Z", b"software: another\r\n"),
            response(url, "2021-03-05T10:00:00.123456Z", chunked, more="Transfer-Encoding: chunked\r\n"),
            response(url, "2021-03-06T10:00:00Z", second),
            record("revisit", url, "2021-03-07T10:00:00Z", b"", WARC_Refers_To_Target_URI=url,
                   WARC_Refers_To_Date="2021-03-06T10:00:00Z", WARC_Payload_Digest=sha1(second)),
            response(url, "2021-03-08T10:00:00Z", b"gone", status="410 Gone"),
            response("http://velta.example/logo.png", "2021-03-05T10:00:01Z", b"\x89PNG", media="image/png"))
        said = self.claimline("import", file).err
        self.assertIn("Imported  4 captures; 0 known already, 1 left out, 0 damaged", said)
        self.assertEqual([row["captured_at"][:10] for row in self.rows()],
                         ["2021-03-05", "2021-03-06", "2021-03-07", "2021-03-08"])
        shown = json.loads(self.claimline("show", "http://velta.example/news", "--format", "json").out)
        self.assertEqual([version["silent"] for version in shown["versions"]], [False, True])
        self.assertEqual(shown["withdrawn_at"], "2021-03-08T10:00:00Z")
        self.assertIn("0 captures; 4 known already", self.claimline("import", file).err)
        plain = self.scratch / "again.warc"
        plain.write_bytes(gzip.decompress(file.read_bytes()))
        self.assertIn("0 captures; 4 known already", self.claimline("import", plain).err)
        self.assertEqual(self.claimline("archive", "extract", f"{url}@2021-03-05", binary=True).stdout, first)
        self.claimline("archive", "check")

    def test_importing_the_archive_of_another_workspace_gives_the_same_claims(self):
        self.claimline("import", self.clippings)
        copy = self.scratch / "copy"
        self.claimline("import", self.workspace / "archive", workspace=copy)
        self.assertEqual(self.content(copy), self.content())
        self.claimline("import", self.workspace / "archive", workspace=copy)
        self.assertEqual(self.content(copy), self.content())

    def test_damaged_and_hostile_input_is_named_and_the_rest_is_taken(self):
        good = response("http://velta.example/a", "2021-03-05T10:00:00Z", STORY.format(title="Velta", head=DATED).encode())
        cases = {
            "digest.warc.gz": [response("http://velta.example/b", "2021-03-05T10:00:00Z", b"<p>changed", digest=sha1(b"x")), good],
            "address.warc.gz": [response("http://[::zz]/", "2021-03-05T10:00:00Z", b"<p>x"), good],
            "date.warc.gz": [response("http://velta.example/c", "yesterday", b"<p>x"), good],
            "length.warc": [good, b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\n"],
            "bomb.warc.gz": [good, record("response", "http://velta.example/d", "2021-03-05T10:00:00Z", b"\0" * (80 << 20))],
            "noise.warc.gz": [good, b"no WARC at all"],
            "cut.warc.gz": [good],
        }
        for number, (name, records) in enumerate(cases.items()):
            with self.subTest(name=name):
                file = self.warc(name, *records, packed=name.endswith(".gz"))
                if name == "cut.warc.gz":
                    file.write_bytes(file.read_bytes() + gzip.compress(good)[:200])
                folder = self.scratch / f"ws-{number}"
                run = self.claimline("import", file, workspace=folder, expect=None)
                self.assertEqual(run.returncode, 0 if name == "address.warc.gz" else 3, run.err)
                self.assertIn("Imported  1 captures", run.err)
                self.claimline("archive", "check", workspace=folder)
        (self.clippings / "broken.pdf").write_bytes(b"%PDF-1.7 nothing behind it")
        (self.clippings / "bomb.html.gz").write_bytes(gzip.compress(b"\0" * (200 << 20)))
        os.symlink("/etc/hostname", self.clippings / "link.txt")
        run = self.claimline("import", self.clippings, expect=3)
        self.assertIn("bomb.html.gz", run.err)
        self.assertNotIn("link.txt", str(self.rows()))
        self.claimline("import", self.scratch / "nothing-here", expect=1)
        self.claimline("import", __file__, expect=2)


if __name__ == "__main__":
    main()
