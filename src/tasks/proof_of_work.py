"""`proof_of_work`: the least number whose SHA-256 begins with enough zeros; how long it takes is chance."""

from hashlib import sha256

# The experiment.
ITEMS = 128
SEED = 1
BITS = 13


def proof_of_work(item):
    """Tries one number after the other until the hash of the puzzle with it has BITS zeros."""
    nonce = 0
    while True:
        digest = sha256(f"{SEED}:{item}:{nonce}".encode()).hexdigest()
        if int(digest[:8], 16) >> (32 - BITS) == 0:
            return f"{nonce} {digest}"
        nonce += 1
