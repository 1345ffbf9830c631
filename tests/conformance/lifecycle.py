"""Who gets what when, and the life of a pool. The counterpart is lifecycle.rs."""

import multiprocessing
import threading
from multiprocessing.pool import Pool, ThreadPool

from support import all_calls, raised, same, scenario


def held(*items):
    """A function that holds these items, with what lets them go and what tells that 3 has begun."""
    events, begun = {item: threading.Event() for item in items}, threading.Event()

    def function(item):
        if item == 3:
            begun.set()
        if item in events:
            events[item].wait()
        return item

    return function, events, begun


@scenario
def delivery():
    """Two workers; 0 and 3 are held. What `next` gives, or the class of what it raises."""

    def now(iterator):
        return (raised(lambda: iterator.next(timeout=0)) or ["delivered"])[0]

    with ThreadPool(2) as pool:
        function, events, begun = held(0, 3)
        ordered = pool.imap(function, range(5))
        begun.wait()
        in_order = [now(ordered)]
        events[0].set()
        in_order += [next(ordered), next(ordered), next(ordered), now(ordered)]
        events[3].set()
        in_order += list(ordered)
        function, events, begun = held(0, 3)
        unordered = pool.imap_unordered(function, range(4))
        begun.wait()
        completed = [next(unordered), next(unordered), now(unordered)]
        events[3].set()
        completed += [next(unordered), now(unordered)]
        events[0].set()
        completed += list(unordered)
    return {"imap": in_order, "imap_unordered": completed}


@scenario
def order_of_calls():
    """One worker, four calls in flight: what it begins after what."""
    gate, begun = threading.Event(), []

    def call(name):
        def function(item=0):
            begun.append([name, item])
            gate.wait()

        return function

    with ThreadPool(1) as pool:
        pool.map_async(call("first"), range(3), 1)
        iterator = pool.imap(call("second"), range(2))
        pool.apply_async(call("third"))
        last = pool.map_async(call("fourth"), range(2), 2)
        gate.set()
        last.wait()
        list(iterator)
    return begun


@scenario
def calls_after_the_end():
    found = {}
    for end in ["close", "terminate"]:
        with ThreadPool(1) as pool:
            getattr(pool, end)()
            found[end] = {name: raised(call) for name, call in all_calls(pool, same).items()}
            found[end]["map of chunksize 0"] = raised(lambda: pool.map(same, range(3), 0))
            found[end]["join"] = raised(pool.join)
    return found


@scenario
def misuse():
    gate = threading.Event()
    with ThreadPool(1) as pool:
        found = {"join": raised(pool.join)}
        for call in ["imap", "imap_unordered"]:
            found[call + " of chunksize 0"] = raised(lambda: getattr(pool, call)(same, range(3), 0))
        result, iterator = pool.apply_async(gate.wait), pool.imap(same, range(3))
        found["get"] = raised(lambda: result.get(timeout=0))
        found["next"] = raised(lambda: iterator.next(timeout=0))
        name, text = raised(result.successful)
        # It begins with the result's repr, which holds an address.
        found["successful"] = [name, text.removeprefix(repr(result)).strip()]
        gate.set()
        result.wait()
    found["Pool(0)"] = raised(lambda: Pool(0))
    found["ThreadPool(0)"] = raised(lambda: ThreadPool(0))
    return found


@scenario
def join_after_close():
    gate, log = threading.Event(), []

    def function(item):
        gate.wait()
        log.append("item")

    with ThreadPool(2) as pool:
        result = pool.map_async(function, range(4), 1)
        pool.close()
        joiner = threading.Thread(target=lambda: (pool.join(), log.append("joined")))
        joiner.start()
        gate.set()
        joiner.join()
        return log + [result.ready()]


@scenario
def initializer():
    log = []
    with ThreadPool(3, lambda *arguments: log.append(list(arguments)), ("ready", 7)) as pool:
        pool.map(same, range(30), 1)
        pool.close()
        pool.join()
    return log


@scenario
def maxtasksperchild():
    """Which worker, counted from the pool's first, computes each item: one at a time, so that it is certain."""
    return {
        f"{items} items, chunks of {chunksize}, {most} tasks": workers(items, chunksize, most)
        for items, chunksize, most in [(6, 1, 1), (6, 1, 2), (7, 2, 1), (9, 2, 3), (5, 5, 1), (4, 1, 9)]
    }


def workers(items, chunksize, most):
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=most) as pool:
        numbers = pool.map(own_number, range(items), chunksize)
    return [number - numbers[0] + 1 for number in numbers]


def own_number(_):
    return int(multiprocessing.current_process().name.rpartition("-")[2])
