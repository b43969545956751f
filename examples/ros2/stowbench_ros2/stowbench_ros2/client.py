"""Asks a Stowbench server. Python's standard library alone."""

import json
import urllib.error
import urllib.request


class NoAnswer(Exception):
    """The server did not answer the question; the message says why."""


def rank(server, scene, item, top=5, timeout=5.0, token=None, token_header="Authorization", **more):
    """The places of POST /v1/rank, best first: dictionaries with container or not_here, probability, where, reason.

    token is that of serve --token-file, if it has one; token_header is where a proxy in front of it wants it.
    More fields of the question, such as known, exclude and reachable, may be given by their names.
    """
    question = {"scene": scene, "item": item, "top": top, "reasons": True, **more}
    return _post(server, "/v1/rank", question, timeout, token, token_header)["answers"]


def next_step(server, scene, item, opened=(), timeout=5.0, token=None, token_header="Authorization", **more):
    """What to do next, of POST /v1/next: {"open": 7, ...} or {"not_here": True, ...}.

    opened is what was opened so far: {"container": 3, "contents": "empty"}, or "other_items" with "items".
    """
    question = {"scene": scene, "item": item, "opened": list(opened), **more}
    return _post(server, "/v1/next", question, timeout, token, token_header)["next"]


def _post(server, path, question, timeout, token, token_header):
    headers = {"Content-Type": "application/json"}
    if token:
        headers[token_header] = "Bearer " + token if token_header.lower() == "authorization" else token
    request = urllib.request.Request(server.rstrip("/") + path, data=json.dumps(question).encode(), headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            answer = _json(response, server, response.status)
    except urllib.error.HTTPError as refused:
        error = _json(refused, server, refused.code).get("error")
        if not isinstance(error, dict) or "message" not in error:
            raise NoAnswer(f"{server} answered with HTTP {refused.code}, not as Stowbench does") from refused
        raise NoAnswer(": ".join(filter(None, (error.get("field"), error["message"])))) from refused
    except OSError as unreachable:
        raise NoAnswer(f"{server} cannot be reached: {unreachable}") from unreachable
    if not {"answers", "predictor"} <= answer.keys():
        raise NoAnswer(f"{server} answered with JSON, not as Stowbench does")
    return answer


def _json(response, server, status):
    """A proxy in between answers with a page of its own, whatever the status."""
    try:
        answer = json.load(response)
    except ValueError as page:
        kind = response.headers.get("Content-Type", "nothing named")
        raise NoAnswer(f"{server} answered HTTP {status} with {kind} instead of JSON: is a proxy in between?") from page
    if not isinstance(answer, dict):
        raise NoAnswer(f"{server} answered with JSON, not as Stowbench does")
    return answer
