"""`allocate`: many small pieces of memory taken and given back."""

from splitmix64 import Random

# The experiment.
ITEMS = 400
SEED = 1
ALLOCATIONS = 20_000

# Pieces that an item holds at a time.
RING = 256


def value(piece):
    """Length times content, read at both ends."""
    return len(piece) * (piece[0] + piece[-1]) if piece else 0


def allocate(item):
    """Puts new pieces into random places of a ring, and adds up what the old ones held."""
    random = Random(SEED, item)
    ring = [b""] * RING
    checksum = 0
    for _ in range(ALLOCATIONS):
        bits = random.next()
        place, size, byte = bits % RING, 16 + (bits >> 8) % 497, bits >> 32 & 255
        checksum += value(ring[place])
        ring[place] = bytearray([byte]) * size
    return checksum + sum(value(piece) for piece in ring)
