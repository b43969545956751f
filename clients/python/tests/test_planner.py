"""A planner, asked as Stowbench asks it."""

import contextlib
import io
import json
import subprocess
import sys
import textwrap
import unittest
import urllib.request
from pathlib import Path

import stowbench
from stowbench import NOT_HERE

PACKAGE = str(Path(__file__).resolve().parents[1])
TEN_LINES = """
    import stowbench

    @stowbench.planner
    def largest(query):
        return {container: container.area or 0 for container in query.scene.containers}

    if __name__ == "__main__":
        largest.run()
    """
SCENE = {
    "containers": [
        {"id": 0, "description": {"area": 4, "physical": 0}},
        {"id": 1, "description": {"area": 9, "physical": 1}},
        {"id": 2, "description": {"area": 8, "physical": 1}},
        {"id": 3, "description": {"area": 0, "physical": 3}},
    ],
    "of a later version": True,
}


def asked(planner, **more):
    with contextlib.redirect_stderr(io.StringIO()):
        return planner.respond({"type": "rank", "id": "7", "item": "whisk", "seed": 1, "scene": SCENE, **more})


class PlannerTest(unittest.TestCase):
    def test_a_planner_of_ten_lines_answers_until_it_is_told_goodbye(self):
        messages = [
            {"type": "hello", "protocol": 1},
            {"type": "rank", "id": "7", "item": "whisk", "scene": SCENE},
            {"type": "new in version 9"},
            {"type": "bye"},
            {"type": "rank", "id": "8", "item": "whisk", "scene": SCENE},
        ]
        program = textwrap.dedent(TEN_LINES)
        self.assertLessEqual(len(program.strip().splitlines()), 10)

        said = self.run_planner(program, messages)

        self.assertEqual(["hello", "answer"], [line["type"] for line in said])
        self.assertEqual("largest", said[0]["name"])
        self.assertEqual(
            [{"container": 1, "score": 9}, {"container": 2, "score": 8}], said[1]["ranking"][:2]
        )

    def test_what_is_printed_goes_to_standard_error(self):
        program = textwrap.dedent(TEN_LINES).replace(
            "    return", "    print('thinking'); import os; os.write(1, b'in C')\n    return"
        )
        program = program.replace("import stowbench\n", "import stowbench; print('loading')\n", 1)

        said = self.run_planner(
            program, [{"type": "rank", "id": "7", "item": "whisk", "scene": SCENE}]
        )

        self.assertEqual(["7"], [line["id"] for line in said])

    def run_planner(self, program, messages):
        process = subprocess.run(
            [sys.executable, "-B", "-c", program],
            input="".join(json.dumps(message) + "\n" for message in messages),
            env={"PYTHONPATH": PACKAGE, "PYTHONIOENCODING": "latin-1"},
            capture_output=True,
            text=True,
            check=True,
        )
        return [json.loads(line) for line in process.stdout.splitlines()]

    def test_answers_are_containers_ids_regions_or_not_here(self):
        @stowbench.planner(scores="probability", order="strict")
        def all_kinds(query):
            return [
                (query.scene.containers[2], 0.4),
                (NOT_HERE, 0.1),
                ([[0, 0], (9, 0), (9, 9.5)], 0.5),
            ]

        answer = asked(all_kinds)

        self.assertEqual(
            [
                {"region": [[0, 0], [9, 0], [9, 9.5]], "score": 0.5},
                {"container": 2, "score": 0.4},
                {"not_here": True, "score": 0.1},
            ],
            answer["ranking"],
        )
        self.assertEqual(("probability", "strict"), (answer["scores"], answer["order"]))

    def test_a_list_without_scores_stays_in_its_order(self):
        answer = asked(stowbench.planner(lambda query: [2, NOT_HERE, 0]))
        self.assertEqual([{"container": 2}, {"not_here": True}, {"container": 0}], answer["ranking"])

    def test_where_there_is_nothing_to_open_no_answer_says_not_here(self):
        answer = asked(stowbench.planner(lambda query: {}), scene={"containers": []})
        self.assertEqual([{"not_here": True, "score": 1.0}], answer["ranking"])

    def test_the_order_in_which_to_try_stays_whatever_the_scores(self):
        answer = asked(stowbench.planner(order="cost")(lambda query: [(1, 0.1), (0, 0.9)]))
        self.assertEqual([1, 0], [one["container"] for one in answer["ranking"]])

    def test_equal_scores_stay_in_the_order_in_which_they_were_named(self):
        answer = asked(stowbench.planner(lambda query: {2: 1, 0: 1, 1: 1}))
        self.assertEqual([2, 0, 1], [one["container"] for one in answer["ranking"]])

    def test_what_is_no_answer_is_said_and_the_planner_goes_on(self):
        wrong = {
            "'drawer' is no answer": ["drawer"],
            "True is no answer": [True],
            "nan is no score": {0: float("nan")},
            "some answers have a score": [(0, 0.5), 1],
            "KeyError: 'spoon'": None,
        }
        for message, ranking in wrong.items():
            with self.subTest(message):

                @stowbench.planner
                def broken(query):
                    return {}["spoon"] if ranking is None else ranking

                self.assertIn(message, asked(broken)["error"])
                self.assertEqual("7", asked(broken)["id"])

    def test_what_is_known_is_handed_over(self):
        @stowbench.planner
        def where_the_spoon_is(query):
            return [told.where for told in query.known]

        told = [{"item": "spoon", "container": 3}, {"item": "pot", "not_here": True}]
        self.assertEqual(
            [{"container": 3}, {"not_here": True}], asked(where_the_spoon_is, known=told)["ranking"]
        )

    def test_a_search_opens_in_the_order_of_the_ranking_what_is_another_thing(self):
        largest = stowbench.planner(lambda query: {c: c.area for c in query.scene.containers})

        def next_after(*opened):
            steps = [{"container": container, "contents": "empty"} for container in opened]
            move = asked(largest, type="search", opened=steps, budget=4)
            return move.get("open", move.get("give_up"))

        self.assertEqual(1, next_after())
        self.assertEqual(0, next_after(1))  # 2 is the same thing as 1
        self.assertIs(True, next_after(1, 0))  # 3 has no area: nobody can open it

    def test_a_search_can_have_a_mind_of_its_own(self):
        planner = stowbench.planner(lambda query: [0])

        @planner.search
        def move(search):
            return NOT_HERE if search.opened else search.scene.containers[search.budget]

        first = asked(planner, type="search", opened=[], budget=3)
        self.assertEqual({"type": "move", "id": "7", "open": 3}, first)
        seen = [{"container": 3, "contents": "other_items", "items": ["ladle"]}]
        self.assertTrue(asked(planner, type="search", opened=seen)["give_up"])

    def test_over_http_it_answers_one_message_or_a_list(self):
        program = textwrap.dedent(TEN_LINES).replace("run()", "serve(port=0)")
        server = subprocess.Popen(
            [sys.executable, "-B", "-c", program],
            env={"PYTHONPATH": PACKAGE},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            address = server.stdout.readline().strip()
            question = {"type": "rank", "id": "7", "item": "whisk", "scene": SCENE}
            self.assertEqual("7", post(address, question)["id"])
            self.assertEqual(2, len(post(address, [question, {"type": "end"}, question])))
        finally:
            server.kill()
            server.wait()
            server.stdout.close()


def post(address, message):
    request = urllib.request.Request(address, data=json.dumps(message).encode())
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=30) as response:
        return json.load(response)
