"""`square`: the least work there is."""

# The experiment.
ITEMS = 100_000


def square(item):
    return item * item
