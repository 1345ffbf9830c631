"""`monte_carlo_pi`: random points in a square; the share that falls into the circle tells pi."""

from splitmix64 import Random

# The experiment.
ITEMS = 64
SEED = 1
SAMPLES = 1_000_000


def monte_carlo_pi(item):
    """How many of the item's points fall into the quarter circle."""
    random = Random(SEED, item)
    hits = 0
    for _ in range(SAMPLES):
        x, y = random.unit(), random.unit()
        hits += x * x + y * y < 1.0
    return hits
