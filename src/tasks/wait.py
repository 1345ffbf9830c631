"""`wait`: items that only wait, as for a network or a disk."""

import time

# The experiment.
ITEMS = 8
SECONDS = 0.05


def wait(item):
    time.sleep(SECONDS)
    return item * 10
