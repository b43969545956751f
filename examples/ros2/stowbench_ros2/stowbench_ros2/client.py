"""Asks a Stowbench server. Python's standard library alone."""

import json
import urllib.error
import urllib.request


class NoAnswer(Exception):
    """The server did not answer the question; the message says why."""


class Server:
    """A server that answers.

    token is that of serve --token-file, if it has one; token_header is where a proxy in front
    of it wants it. timeout is in seconds.
    """

    def __init__(self, address, token=None, token_header="Authorization", timeout=5.0):
        self.address, self.timeout, self.headers = address, timeout, {}
        if token:
            bare = token_header.lower() != "authorization"
            self.headers[token_header] = token if bare else "Bearer " + token

    def rank(self, scene, item, top=5, **more):
        """The places of POST /v1/rank, best first.

        Each is a dictionary with container or not_here, probability, where, reason. More fields
        of the question, such as known, exclude and reachable, may be given by their names.
        """
        question = {"scene": scene, "item": item, "top": top, **more}
        return self._post("/v1/rank", question)["answers"]

    def next_step(self, scene, item, opened=(), **more):
        """What to do next, of POST /v1/next: {"open": 7, ...} or {"not_here": True, ...}.

        opened is what was opened so far: {"container": 3, "contents": "empty"}, or "other_items"
        with "items". More fields as for rank, and budget.
        """
        question = {"scene": scene, "item": item, "opened": list(opened), **more}
        return self._post("/v1/next", question)["next"]

    def _post(self, path, question):
        request = urllib.request.Request(
            self.address.rstrip("/") + path,
            data=json.dumps({"reasons": True, **question}).encode(),
            headers={"Content-Type": "application/json", **self.headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                answer = self._json(response, response.status)
        except urllib.error.HTTPError as refused:
            error = self._json(refused, refused.code).get("error")
            if not isinstance(error, dict) or "message" not in error:
                raise self._strange(f"HTTP {refused.code}") from refused
            said = ": ".join(filter(None, (error.get("field"), error["message"])))
            raise NoAnswer(said) from refused
        except OSError as unreachable:
            raise NoAnswer(f"{self.address} cannot be reached: {unreachable}") from unreachable
        if not {"answers", "predictor"} <= answer.keys():
            raise self._strange("JSON")
        return answer

    def _json(self, response, status):
        """A proxy in between answers with a page of its own, whatever the status."""
        try:
            answer = json.load(response)
        except ValueError as page:
            kind = response.headers.get("Content-Type", "nothing named")
            raise NoAnswer(
                f"{self.address} answered HTTP {status} with {kind} instead of JSON:"
                " is a proxy in between?"
            ) from page
        if not isinstance(answer, dict):
            raise self._strange("JSON")
        return answer

    def _strange(self, what):
        return NoAnswer(f"{self.address} answered with {what}, not as Stowbench does")
