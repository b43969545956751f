"""A planner: a function, and around it the protocol of docs/protocol.md."""

from __future__ import annotations

import json
import numbers
import os
import sys
import traceback
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Iterable, Mapping, Optional, Sequence, Tuple, Union, overload

from ._words import NOT_HERE, Container, NotHere, Place, Query, Search

# An answer: a container or its id, NOT_HERE, or a region that you drew, in pixels.
Answer = Union[int, Container, NotHere, Sequence[Sequence[float]]]
Ranking = Union[
    Mapping[Any, float],
    Iterable[Union[Answer, Tuple[Answer, float]]],
]
Rank = Callable[[Query], Ranking]
Move = Callable[[Search], Union[int, Container, NotHere]]


class Planner:
    """What @stowbench.planner makes of a function; call it, run() it or serve() it."""

    def __init__(
        self,
        rank: Rank,
        name: str,
        version: Optional[str],
        wants: Sequence[str],
        scores: Optional[str],
        order: Optional[str],
    ) -> None:
        self._rank = rank
        self._move: Move = self._next_of_the_ranking
        self._said = {
            key: value for key, value in (("scores", scores), ("order", order)) if value is not None
        }
        self._hello = {
            "type": "hello",
            "protocol": 1,
            "name": name,
            "wants": list(wants),
            "modes": ["rank", "search"],
        }
        if version is not None:
            self._hello["version"] = version

    def __call__(self, query: Query) -> Ranking:
        return self._rank(query)

    def search(self, move: Move) -> Move:
        """Decorates a function that says what to open next: a container, or NOT_HERE to give up.

        Without one, the containers are opened in the order of the ranking, which is made anew after
        each, since what was seen in them is known then.
        """
        self._move = move
        return move

    def respond(self, message: Any) -> Optional[dict[str, Any]]:
        """What to say to a message of the protocol; None where it wants no answer.

        An exception of the planner's becomes an answer with its words, and a traceback on standard
        error: a question that is too much is no reason to stop.
        """
        try:
            kind = message.get("type")
            if kind == "hello":
                return self._hello
            if kind == "rank":
                ranking = self._ranking(Query.of(message))
                return {"type": "answer", "id": message["id"], "ranking": ranking, **self._said}
            if kind == "search":
                return {"type": "move", "id": message["id"], **self._step(Search.of(message))}
            return None  # "end", and whatever a later version of the protocol adds
        except Exception as problem:
            traceback.print_exc(file=sys.stderr)
            if not isinstance(message, dict) or "id" not in message:
                return None
            error = f"{type(problem).__name__}: {problem}"
            return {"type": "answer", "id": message["id"], "error": error}

    def run(self) -> None:
        """Answers on standard output what is asked on standard input, until that ends.

        Standard output belongs to the protocol, so whatever else is printed there, by libraries in C
        too, goes to standard error from now on.
        """
        with os.fdopen(os.dup(1), "wb") as answers:
            os.dup2(2, 1)
            for line in sys.stdin.buffer:
                message = json.loads(line)
                if message.get("type") == "bye":
                    break
                said = self.respond(message)
                if said is not None:
                    answers.write(json.dumps(said).encode() + b"\n")
                    answers.flush()

    def serve(self, port: int = 8700, host: str = "127.0.0.1") -> None:
        """Answers the same messages over HTTP, until it is stopped; port 0 takes a free one.

        Prints the address. Whoever reaches the port may ask: put your own server's protection around
        it before you let it listen to more than this machine.
        """
        handler = type("PlannerHandler", (_Handler,), {"planner": self})
        with ThreadingHTTPServer((host, port), handler) as server:
            print(f"http://{host}:{server.server_port}/", flush=True)
            server.serve_forever()

    def _ranking(self, query: Query) -> list[dict[str, Any]]:
        ranked = self._rank(query)
        pairs: list[Any] = list(ranked.items() if isinstance(ranked, Mapping) else ranked)
        if not pairs and not query.scene.containers:
            pairs = [(NOT_HERE, 1.0)]  # nothing else can be said of a scene without containers
        scored = [pair for pair in pairs if _is_pair(pair)]
        if len(scored) < len(pairs):
            if scored:
                raise TypeError("some answers have a score, some have none: must be all or none")
            return [_answer(answer) for answer in pairs]
        ranking = [{**_answer(answer), "score": _number(score)} for answer, score in pairs]
        if self._said.get("order") != "cost":  # that one is in the order in which to try
            ranking.sort(key=lambda one: -one["score"])  # stable: equals stay as they were named
        return ranking

    def _step(self, search: Search) -> dict[str, Any]:
        place = _answer(self._move(search))
        return {"open": place["container"]} if "container" in place else {"give_up": True}

    def _next_of_the_ranking(self, search: Search) -> Place:
        # Several candidates may be the same thing in the home: opening one opens all.
        things = {
            container.id: container.id if container.physical is None else container.physical
            for container in search.scene.containers
            if container.area is None or container.area > 0  # nobody can open a single point
        }
        opened = {things.get(step.container) for step in search.opened}
        for answer in self._ranking(search):
            if "not_here" in answer:
                break
            thing = things.get(answer.get("container", -1))
            if thing is not None and thing not in opened:
                return int(answer["container"])
        return NOT_HERE


@overload
def planner(function: Rank) -> Planner: ...


@overload
def planner(
    *,
    name: Optional[str] = ...,
    version: Optional[str] = ...,
    wants: Sequence[str] = ...,
    scores: Optional[str] = ...,
    order: Optional[str] = ...,
) -> Callable[[Rank], Planner]: ...


def planner(
    function: Optional[Rank] = None,
    *,
    name: Optional[str] = None,
    version: Optional[str] = None,
    wants: Sequence[str] = ("descriptions",),
    scores: Optional[str] = None,
    order: Optional[str] = None,
) -> Union[Planner, Callable[[Rank], Planner]]:
    """Makes a planner of a function that is given a Query and gives back where the item may be.

    That is a mapping from answers to scores, or pairs of them (largest first, whatever order they
    come in), or a list of answers without scores, likeliest first. An answer is a container, its id,
    NOT_HERE or a region.

    name: the planner's; the function's, if none is said. wants: which parts of a scene to be sent, of
    "descriptions", "regions", "anchors" and "photo". scores: "probability", if the scores are. order:
    "cost", if the answers come in the order in which to try them, whatever their scores.
    """

    def made(rank: Rank) -> Planner:
        return Planner(rank, name or rank.__name__, version, wants, scores, order)

    return made if function is None else made(function)


def _is_pair(given: Any) -> bool:
    return isinstance(given, tuple) and len(given) == 2 and isinstance(given[1], numbers.Real)


def _answer(given: Any) -> dict[str, Any]:
    if given is NOT_HERE:
        return {"not_here": True}
    if isinstance(given, Container):
        return {"container": given.id}
    if isinstance(given, numbers.Integral) and not isinstance(given, bool):
        return {"container": int(given)}  # numpy's whole numbers too
    if isinstance(given, Sequence) and not isinstance(given, str):
        return {"region": [[_number(x), _number(y)] for x, y in given]}
    raise TypeError(f"{given!r} is no answer: must be a container, its id, NOT_HERE or a region")


def _number(given: Any) -> float:
    number = float(given)
    if number != number or number in (float("inf"), float("-inf")):
        raise ValueError(f"{given} is no score or coordinate: must be a finite number")
    return int(number) if number.is_integer() and isinstance(given, numbers.Integral) else number


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections open between questions
    planner: Planner

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            asked = json.loads(body)
        except ValueError as problem:
            self._say(400, {"error": str(problem)})
            return
        if isinstance(asked, list):
            said = [self.planner.respond(message) for message in asked]
            self._say(200, [one for one in said if one is not None])
        else:
            answer = self.planner.respond(asked)
            self._say(204 if answer is None else 200, answer)

    def _say(self, status: int, message: Any) -> None:
        body = b"" if message is None else json.dumps(message).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass  # a line a question is too much
