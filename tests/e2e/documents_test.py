#!/usr/bin/env python3
"""What leaves the workspace: reports, exports in every format, references, the manual, completion, and the doctor."""
import base64
import hashlib
import html.parser
import json
import os
import pathlib
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys

from harness import LOOPBACK, PROGRAM, ROOT, SHARED, Case, Newsroom, main

NOW = "2023-10-02T06:00:00Z"
BUILD = PROGRAM.parent


class Pieces(html.parser.HTMLParser):
    """The tags of a page, the texts of its inline blocks, and everything else as text."""

    def __init__(self, page: str):
        super().__init__(convert_charrefs=True)
        self.tags, self.blocks, self.text, self.inside = [], {"style": [], "script": []}, "", ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.inside = tag if tag in self.blocks else ""

    def handle_endtag(self, tag):
        self.inside = ""

    def handle_data(self, data):
        if self.inside:
            self.blocks[self.inside].append(data)
        else:
            self.text += data

    def values(self, tag: str, name: str) -> list[str]:
        return [attrs[name] for found, attrs in self.tags if found == tag and name in attrs]


def matches(schema: dict, value, root: dict, path: str = "$") -> list[str]:
    """The part of JSON Schema that docs/claim.schema.json uses: what is wrong with `value`."""
    if "$ref" in schema:
        return matches(root["$defs"][schema["$ref"].rsplit("/", 1)[1]], value, root, path)
    if "anyOf" in schema:
        tries = [matches(one, value, root, path) for one in schema["anyOf"]]
        return [] if any(not wrong for wrong in tries) else tries[0]
    if "const" in schema and value != schema["const"] or "enum" in schema and value not in schema["enum"]:
        return [f"{path}: {value!r}"]
    kinds = {"object": dict, "array": list, "string": str, "integer": int, "number": (int, float)}
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):
        return [f"{path}: {value!r} is no {schema['type']}"]
    wrong = []
    if "pattern" in schema and not re.search(schema["pattern"], value):
        wrong.append(f"{path}: {value!r} is not like {schema['pattern']}")
    if isinstance(value, dict):
        wrong += [f"{path}: no {key}" for key in schema.get("required", []) if key not in value]
        for key, item in value.items():
            inner = schema.get("properties", {}).get(key, schema.get("additionalProperties", {}))
            wrong += [f"{path}.{key}: unexpected"] if inner is False else matches(inner, item, root, f"{path}.{key}")
    if isinstance(value, list):
        for item in value:
            wrong += matches(schema.get("items", {}), item, root, path + "[]")
    return wrong


TABLES = ("claims", "timeline", "threads", "articles", "series")


class Crawled(Case):
    """A workspace with what the example web says."""

    def setUp(self):
        super().setUp()
        with Newsroom(self.scratch) as web:
            self.new_workspace(web)
            self.claimline("--now", NOW, "crawl", *LOOPBACK)


class Report(Crawled):
    def page(self, *arguments) -> str:
        out = self.scratch / "report.html"
        self.claimline("report", *arguments, "--out", out)
        return out.read_text(encoding="utf-8")

    def test_the_policy_names_exactly_the_blocks_of_the_page(self):
        page = Pieces(self.page())
        policy = next(attrs["content"] for tag, attrs in page.tags if attrs.get("http-equiv") == "Content-Security-Policy")
        for kind, blocks in page.blocks.items():
            self.assertEqual(len(blocks), 1)
            digest = base64.b64encode(hashlib.sha256(blocks[0].encode()).digest()).decode()
            self.assertIn(f"{kind}-src 'sha256-{digest}'", policy)
        self.assertIn("default-src 'none'", policy)

    def test_every_mark_leads_to_a_claim_and_every_claim_to_its_page_and_proof(self):
        page = Pieces(self.page())
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        self.assertEqual(len(ids), len(set(ids)), "an id twice")
        inner = [href[1:] for href in page.values("a", "href") if href.startswith("#")]
        self.assertTrue(inner)
        self.assertLessEqual(set(inner), set(ids))
        claims = self.jsonl("export", "claims", "--format", "jsonl")
        for claim in claims:
            self.assertIn("c" + claim["id"][2:], ids)
            self.assertIn("d" + claim["article"]["id"][2:], inner)
            self.assertIn(claim["article"]["url"], page.values("a", "href"))

    def test_the_same_workspace_gives_the_same_bytes_at_any_time(self):
        first = self.claimline("--now", NOW, "report", "--out", "-").out
        self.assertEqual(self.claimline("--now", "2031-01-01T00:00:00Z", "report", "--out", "-").out, first)

    def test_a_party_narrows_it_and_a_title_is_text(self):
        page = Pieces(self.page("Meta", "--title", "<script>alert(1)</script>"))
        self.assertEqual(len(page.blocks["script"]), 1)
        self.assertIn("<script>alert(1)</script>", page.text)
        self.assertLess(len(page.text), len(Pieces(self.page()).text))

    def test_an_answer_without_claims_is_still_a_page(self):
        self.assertIn("No claim was found", Pieces(self.page("--since", "2090")).text)

    def test_the_probe_for_pages_finds_nothing(self):
        probe = SHARED / "tools/htmlcheck.py"
        if not probe.exists() or not shutil.which("chromium"):
            self.skipTest("needs ../shared and Chromium")
        self.page()
        run = subprocess.run([sys.executable, probe, self.scratch / "report.html"], capture_output=True, text=True)
        self.assertEqual(run.returncode, 0, run.stdout)


class Formats(Crawled):
    def test_json_lines_keep_to_the_schema(self):
        schema = json.loads((ROOT / "docs/claim.schema.json").read_text(encoding="utf-8"))
        for what in ("claims", "timeline"):
            lines = self.jsonl("export", what, "--format", "jsonl")
            self.assertTrue(lines)
            for line in lines:
                self.assertEqual(matches(schema, line, schema), [])
        self.assertTrue(matches(schema, {**lines[0], "state": "lost"}, schema), "the check itself finds mistakes")

    def test_a_package_describes_its_csv(self):
        for what in TABLES:
            with self.subTest(what):
                self.check_package(what)

    def check_package(self, what):
        folder = self.scratch / what
        self.claimline("export", what, "--package", folder)
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        resource = package["resources"][0]
        data = (folder / resource["path"]).read_bytes()
        self.assertEqual(resource["bytes"], len(data))
        self.assertGreater(resource["x-rows"], 0)
        self.assertEqual(resource["hash"], "sha256:" + hashlib.sha256(data).hexdigest())
        header = data.decode().split("\r\n", 1)[0].split(",")
        self.assertEqual(header, [field["name"] for field in resource["schema"]["fields"]])
        dictionary = (folder / "data-dictionary.md").read_text(encoding="utf-8")
        documented = re.findall(r"^\| ([a-z0-9_, ]+) \|", (ROOT / "docs/formats.md").read_text(encoding="utf-8"), re.M)
        for name in header:
            self.assertIn(f"| {name} |", dictionary)
            self.assertIn(name, ", ".join(documented).split(", "), "docs/formats.md does not explain it")
        check = SHARED / "tools/csvcheck.py"
        if check.exists():
            run = subprocess.run([sys.executable, check, folder / resource["path"], "--package", folder / "datapackage.json"],
                                 capture_output=True, text=True)
            self.assertEqual(run.returncode, 0, run.stdout)

    def test_every_table_has_the_same_rows_in_every_format(self):
        for what in TABLES:
            with self.subTest(what):
                rows = self.csv("export", what, "--no-formula-guard")
                self.assertEqual(len(self.jsonl("export", what, "--format", "jsonl")), len(rows))
                self.assertEqual(len(self.claimline("export", what, "--format", "md").out.splitlines()), len(rows) + 2)
                key = next(iter(rows[0]))
                file = self.scratch / "copy.db"
                self.claimline("export", what, "--format", "sqlite", "--out", file)
                with sqlite3.connect(file) as database:
                    copied = database.execute(f"SELECT {key} FROM {what}").fetchall()
                self.assertEqual([row[0] for row in copied], [row[key] for row in rows])

    def test_threads_and_articles_are_those_that_the_commands_show(self):
        self.assertEqual(self.csv("export", "threads", "--no-formula-guard"), self.csv("threads", "--format", "csv"))
        articles = self.csv("export", "articles", "kind:user_metric")
        self.assertEqual({row["article_id"] for row in articles},
                         {row["article_id"] for row in self.csv("claims", "kind:user_metric", "--format", "csv")})
        lines = self.jsonl("export", "articles", "--format", "jsonl")
        self.assertTrue(all(line["versions"] for line in lines))

    def test_chosen_columns_come_in_their_order(self):
        rows = self.csv("export", "claims", "--columns", "quote,claim_id,value")
        self.assertEqual(list(rows[0]), ["quote", "claim_id", "value"])
        lines = self.jsonl("export", "claims", "--columns", "claim_id,value", "--format", "jsonl")
        self.assertEqual([line["claim_id"] for line in lines], [row["claim_id"] for row in rows])
        self.assertEqual({type(line["value"]) for line in lines} - {int, float, type(None)}, set())
        self.assertIn("claim_id?", self.claimline("export", "claims", "--columns", "claimid", expect=2).err)
        self.assertIn("twice", self.claimline("export", "claims", "--columns", "url,url", expect=2).err)

    def test_the_sqlite_copy_holds_the_rows_of_the_csv(self):
        file = self.scratch / "copy.db"
        self.claimline("export", "claims", "--format", "sqlite", "--out", file)
        rows = self.csv("export", "claims", "--no-formula-guard")
        with sqlite3.connect(file) as database:
            copied = database.execute("SELECT claim_id, quote, value, version FROM claims").fetchall()
            self.assertEqual([row[0] for row in copied], [row["claim_id"] for row in rows])
            self.assertEqual([row[1] for row in copied], [row["quote"] for row in rows])
            self.assertEqual([row[2] for row in copied], [float(row["value"]) if row["value"] else None for row in rows])
            self.assertEqual(database.execute("SELECT count(*) FROM columns").fetchone()[0], len(rows[0]))
        before = file.read_bytes()
        self.claimline("export", "claims", "--format", "sqlite", "--out", file)
        self.assertEqual(file.read_bytes(), before)

    def test_a_sqlite_copy_needs_a_name(self):
        self.assertIn("--out", self.claimline("export", "claims", "--format", "sqlite", expect=2).err)

    def test_dates_to_come_are_calendar_events(self):
        out = self.claimline("export", "claims", "--format", "ics").stdout
        self.assertTrue(out.startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") and out.endswith(b"END:VCALENDAR\r\n"))
        self.assertNotRegex(out, rb"(?<!\r)\n")
        self.assertLessEqual(max(map(len, out.split(b"\r\n"))), 75)
        whole = out.decode().replace("\r\n ", "")
        events = whole.split("BEGIN:VEVENT\r\n")[1:]
        self.assertTrue(events)
        for event in events:
            fields = dict(line.split(":", 1) for line in event.split("\r\n") if ":" in line)
            self.assertLess(fields["DTSTART;VALUE=DATE"], fields["DTEND;VALUE=DATE"])
            self.assertRegex(fields["UID"], r"^[0-9a-f]{12}(-\d+)?@claimline$")

    def test_markdown_has_a_row_a_claim_and_nothing_in_it_acts(self):
        lines = self.claimline("export", "claims", "--format", "md").out.splitlines()
        claims = self.jsonl("export", "claims", "--format", "jsonl")
        self.assertEqual(len(lines), len(claims) + 2)
        for line in lines:
            self.assertEqual(len(re.findall(r"(?<!\\)\|", line)), 8, line)

    def test_another_delimiter_keeps_the_fields_apart(self):
        lines = self.claimline("export", "timeline", "--delimiter", ";").out
        self.assertTrue(lines.startswith("claim_id;thread_id;kind;"))


class Documentation(Crawled):
    def test_every_command_of_the_page_on_formats_works(self):
        page = (ROOT / "docs/formats.md").read_text(encoding="utf-8")
        commands = re.findall(r"^    claimline (.*)$", page, re.M)
        self.assertGreater(len(commands), 4)
        (self.scratch / "rates.csv").write_text("2023-05-22,EUR,USD,1.0822\n", encoding="utf-8")
        for command in commands:
            with self.subTest(command=command):
                self.claimline(*shlex.split(command))


class References(Crawled):
    def test_a_claim_is_cited_in_every_style(self):
        claim = self.jsonl("export", "claims", "--format", "jsonl")[0]
        text = self.claimline("cite", claim["id"]).out
        for part in (claim["article"]["url"], claim["snapshot"]["sha256"], claim["id"]):
            self.assertIn(part, text)
        self.assertIn("> ", self.claimline("cite", claim["id"], "--style", "markdown").out)
        bibtex = self.claimline("cite", claim["id"], "--style", "bibtex").out
        self.assertTrue(bibtex.startswith(f"@online{{claim-{claim['id'][2:]},\n") and bibtex.endswith("}\n"))
        item = json.loads(self.claimline("cite", claim["id"], "--style", "csl-json").out)[0]
        self.assertEqual((item["id"], item["type"], item["URL"]), (claim["id"], "webpage", claim["article"]["url"]))

    def test_what_is_not_there_is_an_error(self):
        self.assertIn("c:ffffffffffff", self.claimline("cite", "c:ffffffffffff", expect=1).err)


class Series(Crawled):
    def test_sums_are_converted_by_the_rates_that_are_given(self):
        rates = self.scratch / "rates.csv"
        rows = [row for row in self.csv("series", "--metric", "fine", "--format", "csv") if row["currency"]]
        self.assertTrue(rows)
        known = {row["currency"] for row in rows}
        rates.write_text("date,from,to,rate\n" + "".join(f"{row['period_start']},{row['currency']},XTS,2.5\n" for row in rows),
                         encoding="utf-8")
        converted = self.csv("series", "--metric", "fine", "--currency", "XTS", "--rate-table", rates, "--format", "csv")
        for row in converted:
            if row["currency"] in known:
                self.assertEqual(float(row["converted_value"]), round(float(row["value"]) * 2.5))
                self.assertEqual(row["converted_currency"], "XTS")

    def test_a_wrong_rate_is_named_with_its_line(self):
        rates = self.scratch / "rates.csv"
        rates.write_text("2023-05-22,EUR,USD,1.08\n2023-05-23,EUR,USD,much\n", encoding="utf-8")
        error = self.claimline("series", "--metric", "fine", "--currency", "USD", "--rate-table", rates, expect=2).err
        self.assertIn("rates.csv:2:", error)

    def test_services_stand_side_by_side(self):
        everyone = {row["subject"] for row in self.csv("series", "--format", "csv")}
        self.assertTrue(everyone)
        some = sorted(everyone)[:2]
        compared = self.csv("series", "--compare", ",".join(some), "--format", "csv")
        self.assertEqual({row["subject"] for row in compared}, set(some))
        beside = self.csv("series", some[0], "--compare", ",".join(some[1:]), "--format", "csv")
        self.assertEqual(beside, compared, "a party that is asked for is compared with the others")
        table = self.claimline("series", "--compare", ",".join(some), "--format", "table").out
        for name in some:
            self.assertIn(name.upper(), table.splitlines()[0])


class Shell(Case):
    def completed(self, *words) -> list[str]:
        """What bash offers after these words."""
        script = self.claimline("completion", "bash").out
        typed = " ".join(f"'{word}'" for word in words)
        call = f"{script}\nCOMP_WORDS=({typed}); COMP_CWORD={len(words) - 1}; _claimline; printf '%s\\n' \"${{COMPREPLY[@]}}\""
        environment = {**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}"}
        run = subprocess.run(["bash", "-c", call], capture_output=True, text=True, env=environment, cwd=self.scratch)
        self.assertEqual(run.stderr, "")
        return run.stdout.split("\n")[:-1]

    def test_bash_knows_commands_options_values_kinds_and_entities(self):
        self.assertIn("timeline", self.completed("claimline", "ti"))
        self.assertIn("add", self.completed("claimline", "source", "a"))
        self.assertIn("--region", self.completed("claimline", "timeline", "--re"))
        self.assertEqual(self.completed("claimline", "timeline", "--format", "j"), ["json", "jsonl"])
        self.assertIn("datacenter", self.completed("claimline", "timeline", "--kind", "data"))
        self.assertIn("TikTok", self.completed("claimline", "timeline", "tikt"))
        self.assertIn("Ireland", self.completed("claimline", "series", "--region", "Irel"))

    def test_the_scripts_are_accepted_by_their_shells(self):
        for shell, option in (("bash", "-n"), ("zsh", "-n"), ("fish", "--no-execute")):
            script = self.scratch / f"completion.{shell}"
            script.write_text(self.claimline("completion", shell).out, encoding="utf-8")
            if shutil.which(shell):
                run = subprocess.run([shell, option, script], capture_output=True, text=True)
                self.assertEqual((run.returncode, run.stderr), (0, ""), shell)

    def test_the_manual_has_every_command_and_option_of_the_help(self):
        manual = self.claimline("man").out.replace("\\-", "-")
        for command in re.findall(r"^  ([a-z]+) ", self.claimline("--help").out.split("Examples:")[0], re.M):
            self.assertIn(f'.SS "claimline {command}', manual)
        for option in re.findall(r"--[a-z-]+", self.claimline("export", "--help").out):
            self.assertIn(option, manual)
        if shutil.which("man") and shutil.which("groff"):
            run = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z"], input=manual, capture_output=True, text=True)
            self.assertEqual(run.stderr, "")

    def test_installed_it_passes_the_whole_probe_for_conduct(self):
        probe = SHARED / "tools/cliconf.py"
        if not probe.exists() or not (BUILD / "cmake_install.cmake").exists():
            self.skipTest("needs ../shared and a build folder")
        prefix = self.scratch / "usr"
        subprocess.run(["cmake", "--install", BUILD, "--prefix", prefix], check=True, capture_output=True)
        environment = {**os.environ, "PATH": f"{prefix}/bin:{os.environ['PATH']}", "MANPATH": f"{prefix}/share/man:"}
        for extra in ([], ["--sub", "timeline"]):
            run = subprocess.run([sys.executable, probe, prefix / "bin/claimline", "--time", "3", *extra],
                                 capture_output=True, text=True, cwd=self.scratch, env=environment)
            failed = [line for line in run.stdout.splitlines() if line.startswith("FAIL")]
            self.assertEqual(failed, [] if shutil.which("man") else ["FAIL  man page installed"], run.stdout)


class Doctor(Crawled):
    def findings(self, expect: int) -> dict:
        return {row["check"]: row for row in json.loads(self.claimline("--now", NOW, "doctor", "--json", expect=expect).out)}

    def test_a_sound_workspace_is_sound(self):
        states = {name: row["state"] for name, row in self.findings(0).items()}
        for check in ("packs", "clock", "writing", "lock", "archive", "catalogue", "full text"):
            self.assertEqual(states[check], "ok", check)

    def test_each_fault_is_named_with_its_cure(self):
        shutil.rmtree(self.workspace / "fulltext")
        self.assertIn("rebuild --index", self.findings(1)["full text"]["cure"])
        (self.workspace / "catalogue.db").write_bytes(b"no database at all, but long enough to be looked at" * 9)
        self.assertIn("rebuild", self.findings(1)["catalogue"]["cure"])
        (self.workspace / "catalogue.db").unlink()
        self.assertEqual(self.findings(0)["catalogue"]["cure"], "claimline crawl")
        source = self.workspace / "sources" / "wrong.toml"
        source.write_text("[[", encoding="utf-8")
        self.assertIn("wrong.toml", self.findings(1)["sources"]["what"])

    def test_a_folder_that_is_no_workspace_is_told_so(self):
        shown = self.claimline("doctor", "--format", "table", workspace=self.scratch / "nothing", expect=1).out
        self.assertIn("What to do", shown)
        self.assertIn("make one with 'claimline init', or name one with --workspace", shown)
        run = self.claimline("doctor", "--json", workspace=self.scratch / "nothing", expect=1)
        self.assertIn("init", next(row["cure"] for row in json.loads(run.out) if row["check"] == "workspace"))


if __name__ == "__main__":
    main()
