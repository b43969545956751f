#!/usr/bin/env python3
"""The planner of planner.py over HTTP, for a planner on another machine: python3 http_planner.py

The port may be named: http_planner.py 8700; 0 takes a free one. Whoever reaches the port may ask,
so it listens to this machine only; put your own server's protection around it before you change
that.
"""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import planner


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # keeps connections open between questions

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            asked = json.loads(body)
        except ValueError as problem:
            self.say(400, {"error": str(problem)})
            return
        if isinstance(asked, list):
            said = [planner.respond(message) for message in asked]
            self.say(200, [one for one in said if one is not None])
        else:
            said = planner.respond(asked)
            self.say(204 if said is None else 200, said)

    def say(self, status, message):
        body = b"" if message is None else json.dumps(message).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass  # a line a question is too much


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1]) if sys.argv[1:] else 8700), Handler)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
