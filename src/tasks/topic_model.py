"""`topic_model`: what are these texts about? Online LDA, round by round, by Hoffman, Blei and Bach (2010)."""

import math
import struct
from splitmix64 import Random

# The experiment.
ITEMS = 192
SEED = 1
TOPICS = 6
DOCUMENTS = 12_000
ROUNDS = 12

# Words of 8 themes, then words that all texts share; here only their numbers matter.
THEME, COMMON, LENGTH = 14, 24, 96
VOCABULARY = 8 * THEME + COMMON

# A round has every fourth document. Priors; when a document's topics are settled.
BATCHES, ALPHA, ETA, STEPS, SETTLED = 4, 0.1, 0.05, 20, 0.01

# exp, ln and digamma by what every language rounds alike.
LN2_HIGH, LN2_LOW, PER_LN2 = 0.693145751953125, 1.4286068203094173e-6, 1.4426950408889634
TERMS = [1 / math.factorial(n) for n in range(13, -1, -1)]


def exp(x):
    if x < -700.0:
        return 0.0
    k = math.floor(x * PER_LN2 + 0.5)
    rest, power = x - k * LN2_HIGH - k * LN2_LOW, 0.0
    for term in TERMS:
        power = power * rest + term
    return math.ldexp(power, k)


def ln(x):
    m, k = math.frexp(x)
    if m < 0.7071067811865475:
        m, k = m * 2.0, k - 1
    s = (m - 1.0) / (m + 1.0)
    square, total = s * s, 0.0
    for n in range(10, -1, -1):
        total = total * square + 2.0 / (2 * n + 1)
    return k * LN2_HIGH + (k * LN2_LOW + total * s)


def exp_digamma(x):
    below = 0.0
    while x < 6.0:
        below -= 1.0 / x
        x += 1.0
    per = 1.0 / x
    square = per * per
    series = square * (1.0 / 12.0 - square * (1.0 / 120.0 - square * (1.0 / 252.0 - square * (1.0 / 240.0 - square / 132.0))))
    return x * exp(below - 0.5 * per - series)


def added(numbers):
    """Term by term; sum would correct its roundings."""
    total = 0.0
    for number in numbers:
        total += number
    return total


def document(number):
    """Words and how often each occurs: of one topic, of another, of those that all share."""
    random = Random(SEED, number)
    first, second = random.below(TOPICS), random.below(TOPICS)
    counts = [0] * VOCABULARY
    for _ in range(LENGTH):
        which = random.below(8)
        if which < 5:
            topic = first if which < 3 else second
            word = topic * THEME + min(random.below(THEME), random.below(THEME))
        else:
            word = 8 * THEME + random.below(COMMON)
        counts[word] += 1
    return [(word, float(count)) for word, count in enumerate(counts) if count > 0]


def prepare():
    return [document(number) for number in range(DOCUMENTS)]


def state_of(weights):
    """The weight of each word in each topic, and e to the expected logarithm of its probability."""
    beta = []
    for own in weights:
        together = exp_digamma(added(own))
        beta.append([exp_digamma(weight) / together for weight in own])
    return weights, beta


def first_state():
    """Topics that know nothing."""
    random = Random(SEED, 2**32 - 1)
    return state_of([[0.5 + random.unit() for _ in range(VOCABULARY)] for _ in range(TOPICS)])


def next_state(state, number, results):
    """The M-step: the topics as this round's documents have them, weighed against what was known before."""
    shares = [[0.0] * VOCABULARY for _ in range(TOPICS)]
    for result in results:
        values = struct.unpack(f"<{len(result) // 8}d", result)[2:]
        for topic, own in enumerate(shares):
            for word in range(VOCABULARY):
                own[word] += values[topic * VOCABULARY + word]
    rate = 1.0 / math.sqrt(2.0 + number)
    scale = DOCUMENTS / len(documents_of(number))
    return state_of(
        [
            [(1.0 - rate) * old + rate * (ETA + scale * share) for old, share in zip(weights, own)]
            for weights, own in zip(state[0], shares)
        ]
    )


def rounds():
    return min(ROUNDS, ITEMS)


def items_of(number):
    """The items of a round."""
    return range(ITEMS * number // rounds(), ITEMS * (number + 1) // rounds())


def documents_of(number):
    return range(number % BATCHES, DOCUMENTS, BATCHES)


def look(words, weights, beta, sums, shares):
    """The E-step: a document's topics. Adds its words' shares; returns the logarithm of how likely they are."""
    topics = range(TOPICS)
    gamma = [ALPHA + added(count for _, count in words) / TOPICS] * TOPICS
    theta, norms = [], []
    for _ in range(STEPS):
        theta = [exp_digamma(own) for own in gamma]
        norms = []
        for word, _ in words:
            norm = 1e-100
            for topic in topics:
                norm += theta[topic] * beta[topic][word]
            norms.append(norm)
        changed = 0.0
        for topic in topics:
            own = ALPHA + theta[topic] * added(count / norm * beta[topic][word] for (word, count), norm in zip(words, norms))
            changed += abs(own - gamma[topic])
            gamma[topic] = own
        if changed < SETTLED * TOPICS:
            break
    together, likely = added(gamma), []
    for (word, count), norm in zip(words, norms):
        mean = 0.0
        for topic in topics:
            shares[topic][word] += count * theta[topic] * beta[topic][word] / norm
            mean += gamma[topic] / together * weights[topic][word] / sums[topic]
        likely.append(count * ln(mean))
    return likely


def topic_model(item, documents, state):
    """How likely the words of a part of the round's documents are, how many there are, each topic's share of each word."""
    weights, beta = state
    number = next(number for number in range(rounds()) if item in items_of(number))
    items, of_round = items_of(number), documents_of(number)
    first, last = (len(of_round) * (item - items[0] + more) // len(items) for more in (0, 1))
    shares, sums = [[0.0] * VOCABULARY for _ in range(TOPICS)], [added(own) for own in weights]
    likely, words = 0.0, 0.0
    for place in of_round[first:last]:
        for own in look(documents[place], weights, beta, sums, shares):
            likely += own
        words += LENGTH
    return struct.pack(f"<{2 + TOPICS * VOCABULARY}d", likely, words, *(share for own in shares for share in own))
