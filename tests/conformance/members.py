"""Every public member of multiprocessing, multiprocessing.dummy and ThreadPool, a line each, as docs/multiprocessing.md lists them.

    python3 tests/conformance/members.py

What CPython 3.12 to 3.14 added stands in LATER, so that an older one names it, too.
"""

import inspect
import multiprocessing
import multiprocessing.connection
import multiprocessing.dummy
import multiprocessing.managers
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.sharedctypes
import multiprocessing.synchronize

LATER = {
    # 3.14: https://docs.python.org/3.14/whatsnew/3.14.html#multiprocessing
    "Process.interrupt",
    "Lock.locked",
    "RLock.locked",
    "SyncManager.set",
}
# Of classes that aren't documented by themselves, or only there to be derived from.
PRIVATE = {"AuthenticationError", "BufferTooShort", "ProcessError", "TimeoutError", "reducer"}

CLASSES = {
    "Process": multiprocessing.Process,
    "Connection": multiprocessing.connection.Connection,
    "Queue": multiprocessing.queues.Queue,
    "JoinableQueue": multiprocessing.queues.JoinableQueue,
    "SimpleQueue": multiprocessing.queues.SimpleQueue,
    "Lock": multiprocessing.synchronize.Lock,
    "RLock": multiprocessing.synchronize.RLock,
    "Semaphore": multiprocessing.synchronize.Semaphore,
    "BoundedSemaphore": multiprocessing.synchronize.BoundedSemaphore,
    "Condition": multiprocessing.synchronize.Condition,
    "Event": multiprocessing.synchronize.Event,
    "Barrier": multiprocessing.synchronize.Barrier,
    "Value": multiprocessing.sharedctypes.Synchronized,
    "Array": multiprocessing.sharedctypes.SynchronizedArray,
    "SyncManager": multiprocessing.managers.SyncManager,
    "Pool": multiprocessing.pool.Pool,
    "AsyncResult": multiprocessing.pool.AsyncResult,
    "IMapIterator": multiprocessing.pool.IMapIterator,
}
# Locks get theirs from a C type, per object.
SEMLOCK = {"acquire", "release"}


def public(names):
    return {name for name in names if not name.startswith("_")}


def members():
    found = {name for name in public(multiprocessing.__all__) if not inspect.isclass(getattr(multiprocessing, name)) or name == "Process"}
    found |= {name for name in PRIVATE if name != "reducer"}
    for title, kind in CLASSES.items():
        own = public(dir(kind)) - public(dir(object))
        if issubclass(kind, multiprocessing.synchronize.SemLock):
            own |= SEMLOCK - {"make_name"}
        if title == "Condition":
            own |= SEMLOCK
        found |= {f"{title}.{name}" for name in own}
    found |= {f"dummy.{name}" for name in public(multiprocessing.dummy.__all__)}
    found |= {f"ThreadPool.{name}" for name in public(dir(multiprocessing.pool.ThreadPool)) - public(dir(multiprocessing.pool.Pool))}
    found.add("pool.ThreadPool")
    return sorted((found | LATER) - {"reducer"})


if __name__ == "__main__":
    print("\n".join(members()))
