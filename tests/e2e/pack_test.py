#!/usr/bin/env python3
"""Packs on the command line: the guide of docs/packs.md word for word, tests that fail, names that are wrong."""
import json
import re
import shlex
import subprocess

from harness import LOOPBACK, PATIENCE, PROGRAM, ROOT, Case, Newsroom, main

GUIDE = (ROOT / "docs" / "packs.md").read_text(encoding="utf-8")
NOTICE = "Microsoft will cut 900 jobs in Norway.\n\nThe group said so on Tuesday."


def commands_of_the_guide() -> list[list[str]]:
    blocks = re.findall(r"```console\n(.*?)```", GUIDE, flags=re.S)
    return [shlex.split(line[2:]) for block in blocks for line in block.splitlines() if line.startswith("$ ")]


class Guide(Case):
    def test_every_command_of_the_guide_runs(self):
        (self.scratch / "examples").symlink_to(ROOT / "examples")
        (self.scratch / "notice.txt").write_text(NOTICE, encoding="utf-8")
        commands = commands_of_the_guide()
        self.assertGreater(len(commands), 8)
        answers = {}
        for command in commands:
            if command[0] == "cp":
                for file in self.scratch.glob(command[1]):
                    (self.scratch / command[2] / file.name).write_bytes(file.read_bytes())
                continue
            self.assertEqual(command[0], "claimline")
            run = subprocess.run([PROGRAM, *command[1:]], cwd=self.scratch, capture_output=True, text=True, timeout=PATIENCE)
            # The workspace of the guide is empty: its last question finds nothing and says so by its status.
            self.assertIn(run.returncode, (0, 4) if "timeline" in command else (0,), f"{command}\n{run.stderr}{run.stdout}")
            answers[" ".join(command)] = run
        [line] = [json.loads(run.stdout) for name, run in answers.items() if "extract" in name]
        self.assertEqual([claim["slots"]["count"] for claim in line["claims"] if claim["kind"] == "layoffs"], [900])
        # The same document in the same folder, without the workspace being named: only what ships counts.
        alone = subprocess.run([PROGRAM, "extract", "--from", "text", "--emit", "claims", self.scratch / "notice.txt"],
                               cwd=self.scratch / "ws", capture_output=True, text=True, timeout=PATIENCE)
        self.assertNotIn("layoffs", alone.stdout)
        listed = next(run.stdout for name, run in answers.items() if "pack list" in name)
        self.assertIn("layoffs", listed)
        tested = [run for name, run in answers.items() if "pack test" in name]
        self.assertIn("2 sample documents: precision 100, recall 100", tested[-1].stderr)


class Packs(Case):
    def setUp(self):
        super().setUp()
        self.claimline("init", self.workspace)

    def test_a_new_pack_passes_its_own_tests(self):
        self.claimline("pack", "new", "product_launch")
        run = self.claimline("pack", "test", "product_launch", "--format", "json")
        [rule] = json.loads(run.out)
        self.assertEqual(rule["rule"], "product_launch.first")
        self.assertEqual(rule["passed"], rule["tests"])

    def test_a_kind_is_not_made_twice_nor_under_a_wrong_name(self):
        self.claimline("pack", "new", "strike")
        self.assertIn("already", self.claimline("pack", "new", "strike", expect=2).err)
        self.assertIn("no name for a kind", self.claimline("pack", "new", "../evil", expect=2).err)
        self.assertFalse((self.workspace / "evil").exists())

    def test_a_failing_test_names_the_rule_and_the_line(self):
        self.claimline("pack", "new", "strike")
        rules = self.workspace / "packs" / "strike" / "rules.toml"
        text = rules.read_text(encoding="utf-8")
        rules.write_text(text.replace("count = 3,", "count = 4,"), encoding="utf-8")
        run = self.claimline("pack", "test", "strike", expect=1)
        line = next(i for i, line in enumerate(text.splitlines(), 1) if "count = 3," in line)
        self.assertRegex(run.err, rf"rules\.toml:{line}: strike\.first: wanted claim 1 did not come out")

    def test_a_broken_rule_is_refused_with_its_place_and_what_would_be_accepted(self):
        self.claimline("pack", "new", "strike")
        rules = self.workspace / "packs" / "strike" / "rules.toml"
        rules.write_text(rules.read_text(encoding="utf-8").replace("slots.count", "slots.cuont"), encoding="utf-8")
        run = self.claimline("pack", "list", expect=2)
        self.assertRegex(run.err, r"rules\.toml:\d+:\d+: `cuont` is no slot of strike \(did you mean `count`\?\)")

    def test_a_rule_of_the_workspace_replaces_the_shipped_one(self):
        folder = self.workspace / "packs" / "mine"
        folder.mkdir(parents=True)
        (folder / "pack.toml").write_text('name = "mine"\n', encoding="utf-8")
        (folder / "rules.toml").write_text(
            '[[rule]]\nid = "regulatory_action.arrest"\ntrigger = "zap"\n'
            'subject = { type = "COMPANY", where = "subject" }\nslots.action = { value = "arrest" }\n', encoding="utf-8")
        text = "Police arrested Velta. Nordkom zapped a cable."
        run = self.claimline("pack", "explain", "regulatory_action.arrest", text)
        self.assertIn('trigger: "zapped"', run.out)
        self.assertNotIn('trigger: "arrested"', run.out)

    def test_explain_says_what_stood_where_and_why_nothing_came_out(self):
        run = self.claimline("pack", "explain", "regulatory_action.fine", "Velta was fined by the CNIL.")
        self.assertIn("claim: regulatory_action [regulatory_action.fine] Velta", run.out)
        run = self.claimline("pack", "explain", "regulatory_action.fine", "If Velta was fined by the CNIL, it would sue.")
        self.assertIn("refused: a condition", run.out)
        self.assertIn("no rule begins with", self.claimline("pack", "explain", "finee", "x", expect=2).err)

    def test_names_of_packs_that_are_not_there_are_told(self):
        self.assertIn("packs: allegations", self.claimline("pack", "test", "layofs", expect=2).err)


class Rebuild(Case):
    """After a rule has changed: what would differ, then the same done."""

    def setUp(self):
        super().setUp()
        with Newsroom(self.scratch) as web:
            self.new_workspace(web)
            self.claimline("--now", "2023-10-02T06:00:00Z", "crawl", *LOOPBACK)
        folder = self.workspace / "packs" / "mine"
        folder.mkdir(parents=True)
        (folder / "pack.toml").write_text('name = "mine"\n', encoding="utf-8")
        (folder / "rules.toml").write_text(
            '[[rule]]\nid = "facility_plan.site"\ntrigger = "zeppelin"\nsubject = { type = "COMPANY", where = "subject" }\n'
            'slots.facility_type = { value = "other" }\nslots.status = { value = "planned" }\n', encoding="utf-8")

    def counts(self, *more: str) -> dict[str, dict[str, int]]:
        rows = json.loads(self.claimline("rebuild", "--dry-run", "--format", "json", *more).out)
        return {row["kind"]: {name: row[name] for name in ("new", "gone", "changed", "same")} for row in rows}

    def test_a_dry_run_says_what_a_rebuild_then_does(self):
        before = self.exports()
        tried = self.counts()
        self.assertGreater(tried["facility_plan"]["gone"], 0)
        self.assertEqual({name: sum(counts.values()) - counts["same"] for name, counts in tried.items() if name != "facility_plan"},
                         {name: 0 for name in tried if name != "facility_plan"})
        self.assertEqual(self.counts("--everything"), tried, "what is taken over is what would be found again")
        listed = self.csv("rebuild", "--dry-run", "--list", "--format", "csv")
        self.assertEqual(len(listed), sum(sum(counts.values()) - counts["same"] for counts in tried.values()))
        self.assertEqual({row["kind"] for row in listed}, {"facility_plan"})
        self.assertEqual(self.exports(), before, "nothing was written")

        self.assertIn(f"-{tried['facility_plan']['gone']} gone", self.claimline("rebuild").err)
        after = {claim["id"] for claim in self.jsonl("export", "claims", "--format", "jsonl")}
        self.assertTrue({row["claim_id"] for row in listed if row["change"] == "gone"}.isdisjoint(after))
        self.claimline("verify")
        self.assertEqual({counts["new"] + counts["gone"] + counts["changed"] for counts in self.counts().values()}, {0})

    def test_an_undone_edit_brings_back_the_same_bytes(self):
        before = self.exports()
        self.claimline("rebuild")
        (self.workspace / "packs" / "mine" / "rules.toml").unlink()
        self.claimline("rebuild")
        self.assertEqual(self.exports(), before)


if __name__ == "__main__":
    main()
