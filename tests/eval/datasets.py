"""The development sets, each as a function (context) -> [(measure, value)], values in percent.

Everything goes through `claimline extract`, as a user would run it; what a scorer wants in another shape is
converted here. The scorers and the texts lie in the shared folder and are no part of this project.
"""
import gzip
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import claim_scores
from language import confusion, language, language_2  # noqa: F401, confusion is for scripts/eval
from threads import threads


class Context:
    """Where the program and the sets are, and how much of them to run."""

    def __init__(self, program: pathlib.Path, shared: pathlib.Path | None, project: pathlib.Path, fast: bool):
        self.program = program
        self.shared = shared
        self.project = project
        self.fast = fast
        self.misses = bool(os.environ.get("CLAIMLINE_EVAL_MISSES"))

    def extract(self, documents: list[dict], emit: str, scratch: str, options: list = ()) -> list[dict]:
        """Runs the extractor over documents given as jsonl in `scratch`; failed documents are left out."""
        source = pathlib.Path(scratch, "input.jsonl")
        with open(source, "w", encoding="utf-8") as out:
            for document in documents:
                out.write(json.dumps(document, ensure_ascii=False) + "\n")
        found = self.run(["--from", "jsonl", "--emit", emit, *options, source], len(documents))
        if [line["id"] for line in found] != [document["id"] for document in documents]:
            raise RuntimeError("extract did not answer in the order of the input")
        return [line for line in found if "error" not in line]

    def run(self, arguments: list, documents: int) -> list[dict]:
        """`claimline extract` with these arguments; one line a document, or it is an error."""
        command = [self.program, "extract", "--threads", str(os.cpu_count()), *arguments]
        run = subprocess.run(command, capture_output=True)
        if run.returncode not in (0, 3):
            raise RuntimeError(f"extract ended with {run.returncode}: {run.stderr.decode(errors='replace')[-500:]}")
        found = [json.loads(line) for line in run.stdout.decode("utf-8").split("\n") if line]
        if len(found) != documents:
            raise RuntimeError(f"extract answered {len(found)} lines for {documents} documents")
        return found

    def score(self, script: str, *arguments) -> subprocess.CompletedProcess:
        run = subprocess.run([sys.executable, self.shared / script, *map(str, arguments)],
                             capture_output=True, text=True)
        if run.returncode != 0:
            raise RuntimeError(f"{script}: {run.stderr[-500:]}")
        return run


def read_jsonl(path: pathlib.Path) -> list[dict]:
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_jsonl(path: pathlib.Path, rows: list[dict]) -> pathlib.Path:
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return path


# The suites of --fast: pages labelled by hand for text, and pages with every field of metadata.
FAST_SUITES = ("aeb", "fun")


SUITE_MEASURES = [("aeb", "text F1", "text_F1"), ("fun", "text F1", "text_F1"), ("wcx", "text F1", "text_F1"),
                  ("wcx", "word F1", "word_F1"), ("tra", "snippets F1", "snip_F1"), ("fun", "site", "site")]


def articles(context: Context) -> list[tuple[str, float]]:
    folder = context.shared / "articles"
    with gzip.open(folder / "gold.json.gz", "rt", encoding="utf-8") as file:
        gold = json.load(file)
    chosen = sorted(key for key in gold if not context.fast or key.split("_")[0] in FAST_SUITES)
    documents = []
    for key in chosen:
        document = {"id": key, "html_path": f"pages/{key}.html.gz"}
        if gold[key].get("url", "").startswith("http"):
            document["url"] = gold[key]["url"]
        documents.append(document)
    with tempfile.TemporaryDirectory() as scratch:
        os.symlink(folder / "pages", pathlib.Path(scratch, "pages"))
        predictions = {}
        for line in context.extract(documents, "article", scratch):
            fields = {name: line.get(name) for name in ("text", "title", "author", "site", "lang")}
            predictions[line["id"]] = fields | {"date": line.get("published")}
        guess = pathlib.Path(scratch, "predictions.json")
        guess.write_text(json.dumps(predictions), encoding="utf-8")
        suites = ["--suite", ",".join(FAST_SUITES)] if context.fast else []
        scores = json.loads(context.score("articles/score_articles.py", folder / "gold.json.gz", guess,
                                          "--json", *suites).stdout)
        from_text = language_from_text(context, gold, predictions, scratch)
    every = scores.get("all") or scores.get("ALL") or list(scores.values())[-1]
    named = [("text F1", "text_F1"), ("word F1", "word_F1"), ("snippets F1", "snip_F1"), ("title", "title"),
             ("title loose", "title_loose"), ("author exact", "author"), ("author F1", "author_F1"),
             ("date", "date"), ("date when given", "date_prec"), ("site", "site"), ("language", "lang")]
    rows = [(label, percent(every[key])) for label, key in named if every.get(key) is not None]
    if every.get("author_spurious") is not None:
        rows.append(("no author invented", 100 - percent(every["author_spurious"])))
    # Each source by itself too: their labels disagree about standfirsts, captions and titles.
    for suite, label, key in SUITE_MEASURES:
        if (value := scores.get(suite, {}).get(key)) is not None:
            rows.append((f"{suite}: {label}", percent(value)))
    return rows + [("language from the text alone", from_text)]


def language_from_text(context: Context, gold: dict, predictions: dict, scratch: str) -> float:
    """Share of pages whose language is found when only their extracted text is given, in a page without marks."""
    bare = [{"id": key, "html": "<body><article><p>" + html.escape(found["text"]).replace("\n", "</p><p>")}
            for key, found in predictions.items() if gold[key].get("lang") and found["text"]]
    same = {"nb": "no", "nn": "no", "iw": "he", "in": "id"}
    primary = lambda tag: same.get(tag.lower().split("-")[0], tag.lower().split("-")[0])
    right = sum(primary(line.get("lang") or "") == primary(gold[line["id"]]["lang"])
                for line in context.extract(bare, "article", scratch))
    return percent_of(right, len(bare))


def percent_of(part: int, whole: int) -> float:
    return 100 * part / max(1, whole)


def percent(value: float) -> float:
    return 100 * value if value <= 1 else value


def spans(name: str, anchor: str = "news"):
    def run(context: Context) -> list[tuple[str, float]]:
        gold = context.shared / "spans" / f"{name}.dev.jsonl"
        documents = []
        for case in read_jsonl(gold):
            given = {"published": case.get("reference_date"), "lang": case.get("locale")}
            documents.append({"id": case["id"], "text": case["text"]} | {key: value for key, value in given.items()
                                                                        if value})
        with tempfile.TemporaryDirectory() as scratch:
            predictions = []
            for line in context.extract(documents, "dates,quantities", scratch, ["--anchor", anchor]):
                mentions = [as_scored(mention, kind)
                            for kind, key in (("date", "dates"), ("quantity", "quantities"))
                            for mention in line.get(key, [])]
                predictions.append({"id": line["id"], "predicted": mentions})
            guess = write_jsonl(pathlib.Path(scratch, "predictions.jsonl"), predictions)
            result = pathlib.Path(scratch, "scores.json")
            context.score("spans/score_spans.py", gold, "--pred", guess, "--json", result)
            scores = json.loads(result.read_text(encoding="utf-8"))
        rows = []
        for score in scores:
            if score["source"].endswith("negative"):
                rows.append((f"{score['source']}: cases without false alarm",
                             max(0.0, 100 * (1 - score["pred"] / score["cases"]))))
                continue
            if score["source"] == "wikiwars":
                rows.append(("wikiwars: strict F1", score["strict"][2]))
                rows.append(("wikiwars: relaxed F1", score["relaxed"][2]))
            rows.append((f"{score['source']}: value F1", score["valueF1"][2]))
        if name == "dates_phrases":
            rows.append(("all together: value F1", pooled_f1(scores)))
        return rows

    return run


def pooled_f1(scores: list[dict]) -> float:
    """Over all mentions of all sources; what is found where nothing should be counts as a false alarm."""
    right = sum(score["valueF1"][0] / 100 * score["pred"] for score in scores)
    return 200 * right / sum(score["gold"] + score["pred"] for score in scores)


def as_scored(mention: dict, kind: str) -> dict:
    """The scorer has a type of its own for ranges of plain numbers."""
    is_range = mention["type"] == "number" and "low" in mention and "high" in mention
    return mention | {"kind": kind, "type": "range" if is_range else mention["type"]}


def claim_documents(cases: list[dict]) -> list[dict]:
    return [{"id": case["doc_id"], "text": case["text"]}
            | {key: case[key] for key in ("url", "title", "published", "site") if case.get(key)} for case in cases]


def claims(name: str):
    def run(context: Context) -> list[tuple[str, float]]:
        gold = context.shared / "claims" / f"{name}.jsonl"
        documents = claim_documents(read_jsonl(gold))
        with tempfile.TemporaryDirectory() as scratch:
            lines = context.extract(documents, "claims", scratch)
            guess = write_jsonl(pathlib.Path(scratch, "predictions.jsonl"),
                                [{"doc_id": line["id"], "claims": line["claims"]} for line in lines])
            result = pathlib.Path(scratch, "scores.json")
            context.score("claims/score_claims.py", "--gold", gold, "--pred", guess, "--strict-duplicates",
                          "--json", result)
            scores = json.loads(result.read_text(encoding="utf-8"))
        micro = scores["micro"]
        slots = scores["slots"].values()
        wanted = sum(slot["gold"] for slot in slots)
        right = sum(slot["correct"] for slot in slots)
        return [("micro F1", 100 * micro["f1"]), ("precision", 100 * micro["precision"]),
                ("recall", 100 * micro["recall"]),
                ("slots right", 100 * right / wanted if wanted else 0.0)]

    return run


def own_claims(context: Context) -> list[tuple[str, float]]:
    """The project's own texts: reports, notices, figures and blog posts, labelled before the rules saw them."""
    return own_score(context).rows()


def own_score(context: Context) -> claim_scores.Score:
    cases = read_jsonl(context.project / "tests" / "eval" / "claims_own.jsonl")
    with tempfile.TemporaryDirectory() as scratch:
        lines = {line["id"]: line for line in context.extract(claim_documents(cases), "claims", scratch)}
    score = claim_scores.Score()
    for case in cases:
        score.add(case["claims"], lines.get(case["doc_id"], {"claims": []})["claims"])
    return score


def golden(context: Context) -> list[tuple[str, float]]:
    """The project's own cases: pages of examples/newsroom with the claims that a reader finds in them."""
    cases = read_jsonl(context.project / "tests" / "eval" / "golden.jsonl")
    pages = [context.project / case["page"] for case in cases]
    lines = {line["id"]: line for line in context.run(["--emit", "article,claims", *pages], len(cases))}
    wanted = found = verbatim = quotes = fields = fields_right = 0
    for case in cases:
        line = lines.get(case["id"], {"claims": [], "text": ""})
        rest = list(line["claims"])
        for expected in case["claims"]:
            wanted += 1
            match = next((claim for claim in rest if fits(expected, claim)), None)
            if match:
                found += 1
                rest.remove(match)
        for name, value in case.get("article", {}).items():
            fields += 1
            fields_right += str(line.get(name)).startswith(value)
        for claim in line["claims"]:
            quotes += 1
            verbatim += bool(claim["evidence"]) and all(0 <= begin < end <= len(line["text"])
                                                        for begin, end in claim["evidence"])
    if not wanted:
        raise ValueError("tests/eval/golden.jsonl names no claim")
    return [("claims found", 100 * found / wanted), ("evidence inside the text", 100 * verbatim / max(1, quotes)),
            ("title, date, site right", 100 * fields_right / max(1, fields))]


def own_spans(name: str):
    """The project's own sentences in another language: a mention is right with the same words and the same value."""
    def run(context: Context) -> list[tuple[str, float]]:
        cases = read_jsonl(context.project / "tests" / "eval" / f"{name}.jsonl")
        documents = [{key: case[key] for key in ("id", "lang", "published", "text")} for case in cases]
        with tempfile.TemporaryDirectory() as scratch:
            lines = context.extract(documents, "dates,quantities", scratch)
        wanted = sum(len(case["expected"]) for case in cases)
        made = right = 0
        for case, line in zip(cases, lines, strict=True):
            rest = line["dates"] + [mention for mention in line["quantities"]
                                    if not any(overlap(mention, date) for date in line["dates"])]
            made += len(rest)
            for expected in case["expected"]:
                match = next((mention for mention in rest if fits(expected, mention)), None)
                if match:
                    right += 1
                    rest.remove(match)
        return [("value F1", 200 * right / (wanted + made))]

    return run


def trained(context: Context) -> list[tuple[str, float]]:
    """The weights of data/models by themselves, on treebanks never trained on; no table of names takes part."""
    trainer, nlp = context.program.parent / "claimline-train", context.shared / "nlp"
    if not trainer.exists():
        print("eval: trained: there is no claimline-train beside the program", file=sys.stderr)
        return []
    models = context.project / "data" / "models"
    tags = ["--pos", models / "en-upos.weights"]
    names = [*tags, "--ner", models / "en-names.weights"]
    rows = []
    for label, command, pattern in (
            ("ewt-dev: tags", ["score-pos", *tags, "--test", nlp / "ewt-dev.tsv.gz"], r"([\d.]+) % of"),
            ("uner-pud: names F1", ["score-ner", *names, "--test", nlp / "uner-pud.tsv.gz"], r"F1 ([\d.]+)")):
        run = subprocess.run([trainer, *command], capture_output=True, text=True, check=True)
        rows.append((label, float(re.search(pattern, run.stdout)[1])))
    return rows


def overlap(one: dict, other: dict) -> bool:
    return one["start"] < other["end"] and other["start"] < one["end"]


def fits(expected: dict, claim: dict) -> bool:
    """Every field that the case names must be there with that value."""
    for name, value in expected.items():
        have = claim.get(name)
        if isinstance(value, dict):
            if not isinstance(have, dict) or any(have.get(key) != wanted for key, wanted in value.items()):
                return False
        elif have != value:
            return False
    return True


# Set -> how it is run. The order is the order of the table.
SHARED_SETS = {
    "articles": articles,
    "dates_phrases": spans("dates_phrases"),
    "dates_wikiwars": spans("dates_wikiwars", anchor="narrative"),
    "duckling": spans("duckling"),
    "quantities": spans("quantities"),
    "dev_claims": claims("dev_claims"),
    "dev_news": claims("dev_news"),
    "dev_regnews": claims("dev_regnews"),
    "trained": trained,
    "threads": threads,
}
OWN_SETS = {"newsroom": golden, "claims_own": own_claims, "german": own_spans("german"), "language": language,
            "language_2": language_2}
