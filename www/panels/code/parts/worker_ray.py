"""Who computes an item: a process, on one of a cluster's machines."""

import os
import platform


def worker_name():
    return f"process {os.getpid()} on {platform.node()}"
