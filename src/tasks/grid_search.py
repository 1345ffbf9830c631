"""`grid_search`: which settings predict best? Every combination is fitted and cross-validated on 8 topics of a generated text."""

import math
import operator
from functools import reduce
from splitmix64 import Random

# The experiment.
ITEMS = 99
SEED = 1
TOPICS = 8
DOCUMENTS = 96

TOPIC_WORDS, COMMON_WORDS, LENGTH, FOLDS = 12, 24, 32, 3

# The settings; a combination is one of each, the first changing fastest.
ALPHAS = [0.001, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 1000.0]
FEATURES = [8, 16, 24]
TOKENS = ["words", "pairs", "words and pairs"]
WEIGHTS = ["counts", "presence", "shares"]
LEAST_DOCUMENTS = [1, 4, 12]
SCALES = ["raw", "scaled"]
COMBINATIONS = 1782


def combination_of(item):
    """Items are spread evenly over the grid."""
    rest, chosen = item * COMBINATIONS // ITEMS, []
    for settings in (ALPHAS, FEATURES, TOKENS, WEIGHTS, LEAST_DOCUMENTS, SCALES):
        rest, place = divmod(rest, len(settings))
        chosen.append(settings[place])
    return chosen


def generated():
    """Documents of two topics each, and, by topic, the share of their words."""
    documents, shares = [], [[0.0] * DOCUMENTS for _ in range(TOPICS)]
    for document in range(DOCUMENTS):
        random = Random(SEED, document)
        first, second = document % TOPICS, random.below(TOPICS)
        words = []
        for _ in range(LENGTH):
            topic = [first, first, first, first, second, second, TOPICS, TOPICS][random.below(8)]
            words.append(topic * TOPIC_WORDS + random.below(TOPIC_WORDS if topic < TOPICS else COMMON_WORDS))
            if topic < TOPICS:
                shares[topic][document] += 1.0 / LENGTH
        documents.append(words)
    return documents, shares


TEXTS, SHARES = generated()


def tokens_of(words, which):
    """Words and pairs of neighbours as numbers."""
    single = [word + 1 for word in words]
    pairs = [1_000 + one * 211 + other for one, other in zip(words, words[1:])]
    return {"words": single, "pairs": pairs, "words and pairs": single + pairs}[which]


def table_of(features, which, weight, least, scale):
    """A row a document; the last column is 1."""
    texts = [tokens_of(words, which) for words in TEXTS]
    in_documents = {}
    for text in texts:
        for token in set(text):
            in_documents[token] = in_documents.get(token, 0) + 1
    table = []
    for text in texts:
        row = [0.0] * (features + 1)
        for token in text:
            if in_documents[token] >= least:
                row[(token * 2_654_435_761 % 2**32 >> 16) % features] += 1.0
        if weight == "presence":
            row = [1.0 if value > 0.0 else 0.0 for value in row]
        elif weight == "shares":
            row = [value / len(text) for value in row]
        table.append(row)
    if scale == "scaled":
        for column in range(features):
            most = max(row[column] for row in table)
            if most > 0.0:
                for row in table:
                    row[column] /= most
    for row in table:
        row[features] = 1.0
    return table


def ridge(x, y, alpha):
    """Ridge regression: (XᵀX + αI) w = Xᵀy by Cholesky's decomposition, sums in the order of their terms."""
    size, columns = len(x[0]), list(zip(*x))
    root = [[dot(columns[j], columns[k]) + (alpha if j == k else 0.0) for k in range(size)] for j in range(size)]
    for j in range(size):
        below = 0.0
        for k in range(j):
            known = dot(root[k][:k], root[j][:k])
            root[j][k] = (root[j][k] - known) / root[k][k]
            below += root[j][k] * root[j][k]
        root[j][j] = math.sqrt(root[j][j] - below)
    w = [dot(column, y) for column in columns]
    for k in range(size):
        for i in range(k):
            w[k] -= w[i] * root[k][i]
        w[k] /= root[k][k]
    for k in reversed(range(size)):
        for i in range(k + 1, size):
            w[k] -= w[i] * root[i][k]
        w[k] /= root[k][k]
    return w


def dot(one, other):
    total = 0.0
    for a, b in zip(one, other):
        total += a * b
    return total


def grid_search(item):
    """How much of the shares' variation is predicted in documents that weren't fitted. 1 is all of it."""
    alpha, *settings = combination_of(item)
    table = table_of(*settings)
    missed, varied = 0.0, 0.0
    for fold in range(FOLDS):
        fitted = [document for document in range(DOCUMENTS) if document % FOLDS != fold]
        judged = [document for document in range(DOCUMENTS) if document % FOLDS == fold]
        for shares in SHARES:
            known = [shares[document] for document in fitted]
            w = ridge([table[document] for document in fitted], known, alpha)
            # Not sum(), which rounds otherwise from Python 3.12 on.
            mean = reduce(operator.add, known) / len(known)
            for document in judged:
                miss, far = shares[document] - dot(table[document], w), shares[document] - mean
                missed += miss * miss
                varied += far * far
    return 1.0 - missed / varied
