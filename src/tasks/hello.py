"""`hello`: each item is greeted by the worker that got it."""

from worker import worker_name

# The experiment.
ITEMS = 10


def hello(item):
    return f"{worker_name()} - hello {item}"
