"""Stowbench's question as a task of Inspect: where is this item?

    inspect eval where_is.py --model openai/gpt-4o-mini
    inspect eval where_is.py -T split=dev --model ...

Accuracy is Stowbench's hit@1. The log is read back by: stowbench score --predictions LOG
"""

import re
from pathlib import Path

from inspect_ai import Task, task
from inspect_ai.dataset import json_dataset
from inspect_ai.scorer import CORRECT, INCORRECT, Score, accuracy, scorer, stderr
from inspect_ai.solver import generate

HERE = Path(__file__).resolve().parent


def chosen(reply, choices):
    """The last number in a reply, if it is one of that many choices; else None."""
    numbers = re.findall(r"\d+", reply)
    number = int(numbers[-1]) if numbers else 0
    return number if 1 <= number <= choices else None


@scorer(metrics=[accuracy(), stderr()])
def place():
    async def score(state, target):
        answers = state.metadata["answers"]
        number = chosen(state.output.completion, len(answers))
        right = number is not None and str(number) in list(target)
        return Score(
            value=CORRECT if right else INCORRECT,
            answer=None if number is None else answers[number - 1],
            explanation=state.output.completion,
        )

    return score


@task
def where_is(split="DEFAULT-SPLIT"):
    return Task(dataset=json_dataset(str(HERE / f"{split}.jsonl")), solver=generate(), scorer=place())
