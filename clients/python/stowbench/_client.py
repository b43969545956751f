"""Asks a server: ./stowbench serve, as docs/server.md says."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Dict, Iterable, List, Mapping, Optional, Union

from ._words import NOT_HERE, Known, NotHere, Opened, Scene

# A served scene's id, or a scene; a container's id or name; and what may be told as JSON, too.
SomeScene = Union[str, Scene, Mapping[str, Any]]
Place = Union[int, str]
SomeKnown = Union[Known, Mapping[str, Any]]
SomeOpened = Union[Opened, Mapping[str, Any]]


class NoAnswer(Exception):
    """The server did not answer; the message says why. status is HTTP's, None if it was not reached."""

    def __init__(self, message: str, status: Optional[int] = None) -> None:
        super().__init__(message)
        self.status = status


class Client:
    """A server at an address such as http://127.0.0.1:8080.

    token: that of serve --token-file, if there is one. timeout: how many seconds to wait at the most.
    """

    def __init__(
        self, address: str, *, token: Optional[str] = None, timeout: float = 30.0
    ) -> None:
        self._address = address.rstrip("/")
        self._token = token
        self._timeout = timeout

    def rank(
        self,
        item: str,
        scene: SomeScene,
        *,
        known: Optional[Iterable[SomeKnown]] = None,
        exclude: Optional[Iterable[Place]] = None,
        reachable: Optional[Iterable[Place]] = None,
        predictor: Optional[str] = None,
        top: Optional[int] = None,
        reasons: bool = False,
    ) -> Dict[str, Any]:
        """Asks where an item is: the answer of POST /v1/rank, whose "answers" are best first.

        scene: the id of one that is served, or a scene itself. known: if left out, what the dataset of
        a scene that is served tells. exclude, reachable: containers, by id or name, that must not be
        named, or that alone may be. A "warning" in the answer says why not to rely on it.
        """
        return self._object(
            "/v1/rank", _question(item, scene, known, exclude, reachable, predictor, top, reasons)
        )

    def next(
        self,
        item: str,
        scene: SomeScene,
        *,
        opened: Iterable[SomeOpened] = (),
        budget: Optional[int] = None,
        known: Optional[Iterable[SomeKnown]] = None,
        exclude: Optional[Iterable[Place]] = None,
        reachable: Optional[Iterable[Place]] = None,
        predictor: Optional[str] = None,
        top: Optional[int] = None,
        reasons: bool = False,
    ) -> Dict[str, Any]:
        """Asks what to open next: the answer of POST /v1/next, as rank() but with a "next" in it.

        That is {"open": 7, ...} or {"not_here": True, ...}. opened: what was opened so far, in order.
        budget: how many containers may still be opened; all if left out. The server remembers
        nothing, so each question is complete.
        """
        question = _question(item, scene, known, exclude, reachable, predictor, top, reasons)
        question["opened"] = [_opened(step) for step in opened]
        if budget is not None:
            question["budget"] = budget
        return self._object("/v1/next", question)

    def predictors(self) -> Dict[str, Any]:
        """What can be asked: GET /v1/predictors."""
        return self._object("/v1/predictors")

    def scenes(self) -> Dict[str, Any]:
        """Which scenes are served: GET /v1/scenes."""
        return self._object("/v1/scenes")

    def scene(self, id: str) -> Dict[str, Any]:
        """One of them, and what is known of its household: GET /v1/scenes/{id}."""
        return self._object("/v1/scenes/" + urllib.parse.quote(id, safe=""))

    def _object(self, path: str, question: Optional[Mapping[str, Any]] = None) -> Dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        if self._token is not None:
            headers["Authorization"] = "Bearer " + self._token
        body = None if question is None else json.dumps(question).encode()
        request = urllib.request.Request(self._address + path, data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as response:
                return _parsed(response.read(), self._address)
        except urllib.error.HTTPError as refused:
            raise NoAnswer(_why(refused), refused.code) from refused
        except OSError as unreachable:
            raise NoAnswer(f"{self._address} cannot be reached: {unreachable}") from unreachable


def _question(
    item: str,
    scene: SomeScene,
    known: Optional[Iterable[SomeKnown]],
    exclude: Optional[Iterable[Place]],
    reachable: Optional[Iterable[Place]],
    predictor: Optional[str],
    top: Optional[int],
    reasons: bool,
) -> Dict[str, Any]:
    said: Dict[str, Any] = {
        "known": None if known is None else [_known(one) for one in known],
        "exclude": None if exclude is None else list(exclude),
        "reachable": None if reachable is None else list(reachable),
        "predictor": predictor,
        "top": top,
    }
    question: Dict[str, Any] = {"item": item, "reasons": reasons}
    question["scene_id" if isinstance(scene, str) else "scene"] = (
        scene.json if isinstance(scene, Scene) else scene
    )
    # What is left out is not the same as a list of nothing.
    return {**question, **{name: value for name, value in said.items() if value is not None}}


def _opened(step: SomeOpened) -> Mapping[str, Any]:
    if not isinstance(step, Opened):
        return step
    told: Dict[str, Any] = {"container": step.container, "contents": step.contents}
    return {**told, "items": list(step.items)} if step.items else told


def _known(told: SomeKnown) -> Mapping[str, Any]:
    if not isinstance(told, Known):
        return told
    if isinstance(told.where, NotHere):
        return {"item": told.item, NOT_HERE.value: True}
    return {"item": told.item, "container": told.where}


def _parsed(body: bytes, address: str) -> Dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError:
        read = None
    if not isinstance(read, dict):
        raise NoAnswer(f"{address} answered with no JSON object: is it a Stowbench server?")
    return read


def _why(refused: urllib.error.HTTPError) -> str:
    try:
        error = json.load(refused)["error"]
        parts: List[str] = [part for part in (error.get("field"), error["message"]) if part]
        return ": ".join(parts)
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"HTTP {refused.code}, with no reason that could be read"  # a proxy's page, perhaps
