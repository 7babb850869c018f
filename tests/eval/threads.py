"""How well claims are tied into threads: from the labelled claims, and from those the program finds itself.

Links are pairs of claims in one thread. With our own claims a thread is read through the labelled claims that
they match (by the rules of the claim scorer), so a claim that was not found is a claim that was not tied.
"""
import importlib.util
import itertools
import json
import pathlib
import re
import subprocess
import tempfile

LINKS = re.compile(r"^links: .*F1 ([0-9.]+)$", re.MULTILINE)
BCUBED = re.compile(r"^B3 .*F1 ([0-9.]+)$", re.MULTILINE)


def make_threads(context, claims: pathlib.Path) -> list[dict]:
    run = subprocess.run([context.program, "threads", "--input", claims, "--format", "jsonl"], capture_output=True)
    if run.returncode != 0:
        raise RuntimeError(f"threads ended with {run.returncode}: {run.stderr.decode(errors='replace')[-500:]}")
    return [json.loads(line) for line in run.stdout.decode("utf-8").split("\n") if line]


def scorer(context):
    spec = importlib.util.spec_from_file_location("score_claims", context.shared / "claims" / "score_claims.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def links(context, threads: list[dict], scratch: str) -> tuple[float, float]:
    folder = context.shared / "claims"
    guess = pathlib.Path(scratch, "threads.jsonl")
    guess.write_text("".join(json.dumps({"thread": thread["thread"], "claims": thread["claims"]}) + "\n"
                             for thread in threads), encoding="utf-8")
    out = context.score("claims/score_threads.py", "--claims", folder / "dev_claims.jsonl", "--gold",
                        folder / "dev_threads.jsonl", "--pred", guess).stdout
    return 100 * float(LINKS.search(out)[1]), 100 * float(BCUBED.search(out)[1])


def values(claim: dict, slot: str) -> set[str]:
    value = claim.get("slots", {}).get(slot, [])
    return {json.dumps(item) for item in (value if isinstance(value, list) else [value])}


def contradicts(one: dict, other: dict) -> bool:
    """Another kind or polarity, or a key part that both have without a common value."""
    if one["kind"] != other["kind"] or one.get("polarity", "positive") != other.get("polarity", "positive"):
        return True
    parts = [(values(one, slot), values(other, slot)) for slot in ("ordinal", "counterparty")]
    return any(a and b and not a & b for a, b in parts)


def threads(context) -> list[tuple[str, float]]:
    folder = context.shared / "claims"
    cases = [json.loads(line) for line in open(folder / "dev_claims.jsonl", encoding="utf-8")]
    by_id = {f"{case['doc_id']}#{claim['id']}": claim for case in cases for claim in case["claims"]}
    with tempfile.TemporaryDirectory() as scratch:
        made = make_threads(context, folder / "dev_claims.jsonl")
        pairs = [pair for thread in made for pair in itertools.combinations(thread["claims"], 2)]
        sound = sum(not contradicts(by_id[a], by_id[b]) for a, b in pairs)
        gold_links, gold_bcubed = links(context, made, scratch)
        own_links, _ = links(context, own_threads(context, cases, scratch), scratch)
    return [("links F1 from labelled claims", gold_links), ("B-cubed F1 from labelled claims", gold_bcubed),
            ("ties without contradiction", 100 * sound / max(1, len(pairs))), ("links F1 from own claims", own_links)]


def own_threads(context, cases: list[dict], scratch: str) -> list[dict]:
    """Threads of what `extract` finds, each claim under the name of the labelled claim it matches."""
    documents = [{"id": case["doc_id"], "text": case["text"]}
                 | {key: case[key] for key in ("url", "title", "published", "site") if case.get(key)}
                 for case in cases]
    found = {line["id"]: line["claims"] for line in context.extract(documents, "claims", scratch)}
    score = scorer(context)
    names = score.Names(str(context.shared / "claims" / "aliases.json"))
    labelled = {}
    for case in cases:
        pairs, _, _ = score.match_doc(names, case["claims"], found.get(case["doc_id"], []))
        for i, j in pairs:
            own = found[case["doc_id"]][j]
            labelled[f"{case['doc_id']}#{own['id']}"] = f"{case['doc_id']}#{case['claims'][i]['id']}"
    claims = pathlib.Path(scratch, "claims.jsonl")
    with open(claims, "w", encoding="utf-8") as out:
        for document in documents:
            out.write(json.dumps(document | {"claims": found.get(document["id"], [])}) + "\n")
    return [{"thread": thread["thread"], "claims": [labelled.get(claim, claim) for claim in thread["claims"]]}
            for thread in make_threads(context, claims)]
