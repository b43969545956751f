#!/usr/bin/env python3
"""The planner of planner.py over HTTP, for a planner on another machine: python3 http_planner.py

The port may be named: http_planner.py 8700; 0 takes a free one. Whoever reaches the port may ask,
so it listens to this machine only; put your own server's protection around it before you change
that.
"""

import sys

from planner import largest

if __name__ == "__main__":
    largest.serve(port=int(sys.argv[1]) if sys.argv[1:] else 8700)
