"""`memory_sum`: adds up an array that all items share."""

from array import array

# The experiment.
ITEMS = 400
MEGABYTES = 64.0

# 64-bit words that an item reads: 4 MiB, whatever the size of the array.
READ = 2**19


def prepare():
    """The array: word k holds k."""
    return array("Q", range(int(MEGABYTES * 131072)))


def memory_sum(item, words):
    """Reads on where the item before ends, and from the array's beginning after its end."""
    words = memoryview(words)
    at, left, total = item * READ % len(words), READ, 0
    while left > 0:
        read = words[at : at + left]
        total += sum(read)
        left -= len(read)
        at = 0
    return total
