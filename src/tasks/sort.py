"""`sort`: each item sorts its own random numbers."""

from splitmix64 import Random

# The experiment.
ITEMS = 96
SEED = 1
N = 50_000


def sort(item):
    """Position times number, added up: of all orders the sorted one has the greatest sum."""
    random = Random(SEED, item)
    numbers = sorted(random.below(1_000_000) for _ in range(N))
    return sum(position * number for position, number in enumerate(numbers, 1))
