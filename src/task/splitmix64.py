"""SplitMix64, the random numbers of the tasks; the same as random.rs."""

ALL_BITS = 2**64 - 1


class Random:
    """The random numbers of one item: independent of other items, and of who computes them."""

    def __init__(self, seed, item):
        self.state = self.mix(seed << 32 | item)

    @staticmethod
    def mix(z):
        # Python's numbers never overflow: what a 64-bit register would drop is cut off.
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & ALL_BITS
        z = (z ^ z >> 27) * 0x94D049BB133111EB & ALL_BITS
        return z ^ z >> 31

    def next(self):
        """The next 64 random bits."""
        self.state = self.state + 0x9E3779B97F4A7C15 & ALL_BITS
        return self.mix(self.state)

    def unit(self):
        """A number in [0, 1)."""
        return (self.next() >> 11) / 2**53

    def below(self, bound):
        """A whole number below bound."""
        return self.next() * bound >> 64
