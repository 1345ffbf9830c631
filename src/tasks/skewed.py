"""`skewed`: items whose costs are drawn from a heavy tail, so that a few of them are most of the work."""

import math
from splitmix64 import Random

# The experiment.
ITEMS = 200
SEED = 1
TAIL = "heavy"
UNIT = 10_000

# The greatest cost, so that no single item outlasts all others.
MOST = 1300.0


def cost_of(random):
    """Units of cost, from the item's first random number: Pareto's law with exponent 2 or 1."""
    u = 1.0 - random.unit()
    cost = {"even": 72.0, "light": 37.0 / math.sqrt(u), "heavy": 13.0 / u}[TAIL]
    return int(min(cost, MOST))


def skewed(item):
    """Does as much arithmetic as the item's cost says: random numbers, mixed."""
    random = Random(SEED, item)
    mixed = 0
    for _ in range(cost_of(random) * UNIT):
        mixed ^= random.next()
    return mixed >> 11
