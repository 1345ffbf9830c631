"""`word_count`: how often each word occurs in a text, block by block."""

import re
from collections import Counter
from splitmix64 import Random

# The experiment.
ITEMS = 60
SEED = 1
LINES = 3_000
PASSES = 100

# The most frequent first: the second is half as frequent as the first, the third a third.
WORDS = """
    the of and to a in that it is was for on with as at by from they we one all
    there when more which time work then some two other first many after would
    people water day long way house night river light year town hand road story
    garden letter summer winter morning table window street paper number machine
    worker answer question market island mountain village engine harbour library
    kitchen bridge forest captain teacher student weather journey picture
    evening company country neighbour colour music silver copper basket candle
    lantern orchard station traveller whisper horizon clockwork
""".split()

WEIGHTS = [1_000_000 // rank for rank in range(1, len(WORDS) + 1)]


def line(number):
    """6 to 14 words by Zipf's law, some commas, a capital at the beginning, a full stop at the end."""
    random = Random(SEED, number)
    length = 6 + random.below(9)
    text = ""
    for position in range(length):
        rank, left = 0, random.below(sum(WEIGHTS))
        while left >= WEIGHTS[rank]:
            left -= WEIGHTS[rank]
            rank += 1
        word = WORDS[rank]
        text += word.capitalize() if position == 0 else f" {word}"
        if position + 1 < length and random.below(8) == 0:
            text += ","
    return f"{text}."


def prepare():
    """The text's lines."""
    return [line(number) for number in range(LINES)]


def word_count(item, lines):
    """The words of the item's lines, the most frequent first: `the:123 of:99`."""
    block = lines[item * LINES // ITEMS : (item + 1) * LINES // ITEMS]
    for _ in range(PASSES):
        counts = Counter(word for text in block for word in re.findall("[a-z]+", text.lower()))
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return " ".join(f"{word}:{count}" for word, count in ranked)
