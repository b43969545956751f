"""Stands in for Inspect and the LM Evaluation Harness, which no registry of Java's has.

    harnesses.py inspect TASK-FOLDER LOG-FOLDER
    harnesses.py lm-eval TASK-FOLDER LOG-FOLDER

Asks a made-up model as they do, with the task's own scorer (Inspect) or by the rule of multiple
choice (the harness: the likeliest choice, the first of equals, is right if it is a target). Writes
logs in their documented form, and answers.csv: the same answers as Stowbench's own table. Prints the
accuracy.
"""

import asyncio
import csv
import importlib.util
import json
import sys
import types
import zipfile
from pathlib import Path
from types import SimpleNamespace

TASK, LOGS = Path(sys.argv[2]), Path(sys.argv[3])


def lines(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def reply(place, choices):
    """What the model says to the question of this place in the file."""
    number = place * 5 % choices + 1
    return ["I think 1 or rather %d." % number, "%d" % number, "no idea", "999"][min(place % 5, 3)]


def decorated(*given, **options):
    return given[0] if given and callable(given[0]) else lambda function: function


def inspect():
    names = {
        "inspect_ai": {"Task": SimpleNamespace, "task": decorated},
        "inspect_ai.dataset": {"json_dataset": lambda file: lines(Path(file))},
        "inspect_ai.scorer": {
            "CORRECT": "C",
            "INCORRECT": "I",
            "Score": SimpleNamespace,
            "accuracy": lambda: None,
            "stderr": lambda: None,
            "scorer": decorated,
        },
        "inspect_ai.solver": {"generate": lambda: None},
    }
    for name, inside in names.items():
        sys.modules[name] = types.ModuleType(name)
        vars(sys.modules[name]).update(inside)
    spec = importlib.util.spec_from_file_location("where_is", TASK / "where_is.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    task = module.where_is()

    samples, answers = [], []
    for place, sample in enumerate(task.dataset):
        said = reply(place, len(sample["choices"]))
        state = SimpleNamespace(
            metadata=sample["metadata"], output=SimpleNamespace(completion=said)
        )
        score = asyncio.run(task.scorer(state, sample["target"]))
        answers.append((sample["id"], score.answer or "", ""))
        samples.append(
            {
                **sample,
                "epoch": 1,
                "messages": [{"role": "user", "content": sample["input"]}],
                "output": {"model": "made/up", "choices": []},
                "scores": {"place": vars(score)},
                "store": {},
                "events": [{"event": "score", "value": float("nan")}],
                "uuid": "u%d" % place,
            }
        )
    head = {
        "version": 2,
        "status": "success",
        "eval": {"task": "where_is", "model": "made/up", "dataset": {}, "config": {}},
        "plan": {"name": "plan", "steps": []},
        "results": {"total_samples": len(samples), "scores": []},
        "stats": {},
    }
    (LOGS / "log.json").write_text(json.dumps({**head, "samples": samples}, indent=2))
    with zipfile.ZipFile(LOGS / "log.eval", "w", zipfile.ZIP_DEFLATED) as log:
        log.writestr("_journal/start.json", json.dumps({"version": 2, "eval": head["eval"]}))
        for sample in samples:
            log.writestr("samples/%s_epoch_1.json" % sample["id"], json.dumps(sample))
        log.writestr("summaries.json", "[]")
        log.writestr("header.json", json.dumps(head))
    right = sum(sample["scores"]["place"]["value"] == "C" for sample in samples)
    return answers, right / len(samples)


def lm_eval():
    answers, right, logged = [], 0, []
    for place, doc in enumerate(lines(TASK / "eval.jsonl")):
        count = len(doc["choices"])
        # Some are equal; and one has no likelihood that a number could say.
        likelihoods = [-((7 * place + 3 * choice) % 5) - 0.25 for choice in range(count)]
        if place == 1:
            likelihoods[-1] = float("-inf")
        best = likelihoods.index(max(likelihoods))
        acc = 1.0 if best in doc["targets"] else 0.0
        right += acc
        order = sorted(range(count), key=lambda choice: -likelihoods[choice])
        answers += [
            (doc["query"], doc["answers"][choice], "" if place == 1 else likelihoods[choice])
            for choice in order
        ]
        pairs = [[str(likelihood), "False"] for likelihood in likelihoods]
        logged.append(
            {
                "doc_id": place,
                "doc": doc,
                "target": str(doc["targets"]),
                "arguments": {
                    "gen_args_%d" % i: {"arg_0": doc["prompt"], "arg_1": " " + choice}
                    for i, choice in enumerate(doc["choices"])
                },
                "resps": [[pair] for pair in pairs],
                "filtered_resps": pairs,
                "filter": "none",
                "metrics": ["acc"],
                "doc_hash": "0",
                "prompt_hash": "0",
                "target_hash": "0",
                "acc": acc,
            }
        )
    log = "".join(json.dumps(one) + "\n" for one in logged)
    (LOGS / "samples_stowbench_small_eval.jsonl").write_text(log)
    return answers, right / len(logged)


answers, accuracy = inspect() if sys.argv[1] == "inspect" else lm_eval()
with open(LOGS / "answers.csv", "w", newline="", encoding="utf-8") as file:
    rows = csv.writer(file)
    rows.writerow(["query", "answer", "score"])
    rows.writerows(answers)
print(accuracy)
