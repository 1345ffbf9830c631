"""Every public member of multiprocessing, its submodules and its classes' objects, a line each, as docs/multiprocessing.md lists them.

    python3 tests/conformance/members.py

What CPython 3.12 to 3.14 added stands in LATER, so that an older one names it, too.
"""

import multiprocessing
import multiprocessing.connection
import multiprocessing.dummy
import multiprocessing.managers
import multiprocessing.pool
import multiprocessing.queues
import multiprocessing.shared_memory
import multiprocessing.sharedctypes
import multiprocessing.synchronize

LATER = {
    # 3.14: https://docs.python.org/3.14/whatsnew/3.14.html#multiprocessing; `locked` is of their common class.
    "Process.interrupt",
    "Lock.locked",
    "RLock.locked",
    "Semaphore.locked",
    "BoundedSemaphore.locked",
    "SyncManager.set",
}
# Of the module's own names: a module, not a member.
NO_MEMBER = {"reducer"}
# Modules whose public names have rows of their own, beside those that the module has itself.
SUBMODULES = [
    multiprocessing.connection,
    multiprocessing.managers,
    multiprocessing.pool,
    multiprocessing.queues,
    multiprocessing.shared_memory,
    multiprocessing.sharedctypes,
    multiprocessing.synchronize,
]


def public(names):
    return {name for name in names if not name.startswith("_")}


def objects(pool, manager):
    """One of each kind: classes don't name what an object is given when it is made."""
    return {
        "Process": multiprocessing.Process(),
        "Connection": multiprocessing.Pipe()[0],
        "Queue": multiprocessing.Queue(),
        "JoinableQueue": multiprocessing.JoinableQueue(),
        "SimpleQueue": multiprocessing.SimpleQueue(),
        "Lock": multiprocessing.Lock(),
        "RLock": multiprocessing.RLock(),
        "Semaphore": multiprocessing.Semaphore(),
        "BoundedSemaphore": multiprocessing.BoundedSemaphore(),
        "Condition": multiprocessing.Condition(),
        "Event": multiprocessing.Event(),
        "Barrier": multiprocessing.Barrier(1),
        "Value": multiprocessing.Value("i", 0),
        "Array": multiprocessing.Array("i", 1),
        "SyncManager": manager,
        "Pool": pool,
        "AsyncResult": pool.apply_async(int),
        "IMapIterator": pool.imap(int, []),
    }


def of_dummy():
    """What dummy says is public, and what its documentation's `multiprocessing` has beside it: list, dict, Value, shutdown."""
    dummy = multiprocessing.dummy
    own = {name for name, member in vars(dummy).items() if getattr(member, "__module__", None) == dummy.__name__}
    return public(set(dummy.__all__) | own | {"list", "dict"} & set(vars(dummy)))


def members():
    found = public(multiprocessing.__all__) - NO_MEMBER
    for module in SUBMODULES:
        # A name that the module has, too, has its row there.
        kind = module.__name__.rpartition(".")[2]
        found |= {f"{kind}.{name}" for name in public(module.__all__) if name not in found and name != "SyncManager"}
    with multiprocessing.Pool(1) as pool, multiprocessing.Manager() as manager:
        for title, member in objects(pool, manager).items():
            found |= {f"{title}.{name}" for name in public(dir(member)) - public(dir(object))}
    found |= {f"dummy.{name}" for name in of_dummy()}
    thread_pool, pool = multiprocessing.pool.ThreadPool, multiprocessing.pool.Pool
    found |= {f"ThreadPool.{name}" for name in public(dir(thread_pool)) - public(dir(pool))}
    return sorted(found | LATER)


if __name__ == "__main__":
    print("\n".join(members()))
