"""`spin`: keeps a core busy for exactly as long as asked."""

import time

# The experiment.
ITEMS = 40
MS = 5.0


def spin(item):
    until = time.perf_counter() + MS / 1000
    while time.perf_counter() < until:
        pass
    return item
