"""Who computes an item: a thread."""

from threading import current_thread


def worker_name():
    return current_thread().name
