"""What calls return, raise and call back. The counterpart is results.rs."""

import threading
from multiprocessing.pool import ThreadPool

from support import all_calls, failing, raised, same, scenario


@scenario
def results():
    with ThreadPool(2) as pool:
        return {name: call() for name, call in all_calls(pool, same, 9).items()}


@scenario
def results_of_no_items():
    called = []
    with ThreadPool(2) as pool:
        calls = all_calls(pool, same, 0)
        found = {name: call() for name, call in calls.items() if not name.startswith("apply")}
        result = pool.map_async(same, [], callback=called.append)
        found["callback"] = {"at once": [result.ready(), result.successful()], "called": called}
    return found


@scenario
def failures():
    """What a failing item is to each call."""
    with ThreadPool(2) as pool:
        return {name: raised(call) for name, call in all_calls(pool, failing(1)).items()}


@scenario
def failing_map():
    """What was computed by the time the error came, and that the pool goes on."""
    ran = []

    def function(item):
        ran.append(item)
        return failing(4)(item)

    with ThreadPool(2) as pool:
        error = raised(lambda: pool.map(function, range(12), 3))
        at_error = sorted(ran)
        afterwards = pool.map(same, range(4))
    with ThreadPool(1) as pool:
        first = raised(lambda: pool.map(failing(3, 5, 7), range(9), 1))
    return {"raised": error, "ran": at_error, "afterwards": afterwards, "first of several": first}


@scenario
def iteration_after_an_error():
    """Rows: the call, the number of items, the chunksize, then results and the texts of errors as they come."""

    def outcomes(iterator):
        found = []
        while True:
            try:
                found.append(next(iterator))
            except StopIteration:
                return found
            except Exception as error:
                found.append(str(error))

    cases = [(5, 1, 2), (5, 1, 0), (8, 2, 3), (8, 2, 2), (3, 2, 2), (9, 3, 7)]
    found = []
    for call in ["imap", "imap_unordered"]:
        for count, size, bad in cases:
            with ThreadPool(1) as pool:
                iterator = getattr(pool, call)(failing(bad), range(count), chunksize=size)
                found.append([call, count, size, bad, outcomes(iter(iterator))])
    return found


@scenario
def async_results():
    """Ready, successful; before it is there, afterwards, and where an item failed."""
    gate = threading.Event()
    with ThreadPool(2) as pool:
        result = pool.map_async(lambda item: gate.wait() and item, range(3))
        found = {"before": [result.ready(), raised(lambda: result.get(0))[0]]}
        gate.set()
        found["got"] = result.get()
        found["after"] = [result.ready(), result.successful()]
        result = pool.map_async(failing(1), range(3))
        result.wait()
        found["failed"] = [result.ready(), result.successful(), raised(result.get)]
    return found


@scenario
def callbacks():
    """What was called, with what, and whether the result was ready by then."""
    gate, log = threading.Event(), []

    def run(pool, function):
        gate.clear()
        log.clear()
        result = pool.map_async(
            lambda item: gate.wait() and function(item),
            range(3),
            1,
            lambda value: log.append(["callback", value, result.ready()]),
            lambda error: log.append(["error_callback", str(error), result.ready()]),
        )
        gate.set()
        result.wait()
        return list(log)

    with ThreadPool(2) as pool:
        return {"success": run(pool, same), "failure": run(pool, failing(1))}


def noted(log, name):
    """A callback that notes its name and what it gets."""
    return lambda what: log.append([name, str(what) if isinstance(what, Exception) else what])


@scenario
def callback_order():
    """Four workers; the calls end in another order than they began, one of them by an exception."""
    gates, log, called = [threading.Event() for _ in range(4)], [], threading.Semaphore(0)

    def function(item):
        gates[item].wait()
        return failing(3)(item)

    def calling(name):
        return lambda what: (noted(log, name)(what), called.release())

    with ThreadPool(4) as pool:
        for item in range(4):
            pool.apply_async(function, (item,), {}, calling("callback"), calling("error_callback"))
        for item in [2, 0, 3, 1]:
            gates[item].set()
            called.acquire()
    return log


@scenario
def behind_a_slow_callback():
    """The first call's callback lasts until the last call has begun; those that ended meanwhile are called in the order of their ends."""
    begun, last, log = threading.Event(), threading.Event(), []

    def slow(what):
        begun.set()
        last.wait()
        noted(log, "callback")(what)

    def function(item):
        if item == 1:
            begun.wait()
        if item == 3:
            last.set()
        return failing(2)(item)

    with ThreadPool(1) as pool:
        pool.apply_async(function, (0,), {}, slow)
        for item in range(1, 4):
            result = pool.apply_async(function, (item,), {}, noted(log, "callback"), noted(log, "error_callback"))
        result.wait()
    return log


@scenario
def differences():
    """Where the crate does something else on purpose."""
    with ThreadPool(2) as pool:
        calls = all_calls(pool, same, chunksize=0)
        found = {name: calls[name]() for name in ["map", "starmap", "map_async", "starmap_async"]}
        result = pool.apply_async(same, (7,))
        found["get twice"] = [result.get(), result.get()]
    return found
