"""Who computes an item: a process."""

from multiprocessing import current_process


def worker_name():
    return current_process().name
