"""`matrix_multiply`: the product of two square matrices, a band of rows an item."""

from splitmix64 import Random

# The experiment.
ITEMS = 64
SEED = 1
SIZE = 800


def prepare():
    """Two matrices, row by row, of whole numbers below 10."""
    random = Random(SEED, 0)

    def matrix():
        return [[random.below(10) for _ in range(SIZE)] for _ in range(SIZE)]

    return matrix(), matrix()


def matrix_multiply(item, matrices):
    """The checksum of the item's rows of the product, weighted by column."""
    a, b = matrices
    checksum = 0
    for row in a[item * SIZE // ITEMS : (item + 1) * SIZE // ITEMS]:
        product = [0] * SIZE
        for factor, others in zip(row, b):
            product = [entry + factor * other for entry, other in zip(product, others)]
        checksum += sum(column * entry for column, entry in enumerate(product, 1))
    return checksum
