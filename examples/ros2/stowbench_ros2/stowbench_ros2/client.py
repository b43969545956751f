"""Asks a Stowbench server. Python's standard library alone."""

import json
import urllib.error
import urllib.request


class NoAnswer(Exception):
    """The server did not answer the question; the message says why."""


def rank(server, scene, item, top=5, timeout=5.0, token=None):
    """The places of POST /v1/rank, best first: dictionaries with container or not_here, probability, where, reason.

    token is that of serve --token-file, if it has one.
    """
    body = json.dumps({"scene": scene, "item": item, "top": top, "reasons": True}).encode()
    headers = {"Content-Type": "application/json"}
    if token:
        headers["Authorization"] = "Bearer " + token
    request = urllib.request.Request(server.rstrip("/") + "/v1/rank", data=body, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as response:
            return json.load(response)["answers"]
    except urllib.error.HTTPError as refused:
        error = json.load(refused)["error"]
        raise NoAnswer(": ".join(filter(None, (error.get("field"), error["message"])))) from refused
    except OSError as unreachable:
        raise NoAnswer(f"{server} cannot be reached: {unreachable}") from unreachable
