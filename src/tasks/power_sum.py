"""`power_sum`: the same long sum in every item."""

# The experiment.
ITEMS = 128
N = 1_000_000


def power_sum(item):
    """i + i² + i³ for every i below N, whatever the item."""
    total = 0
    for i in range(N):
        square = i * i
        total += i + square + square * i
    return total
