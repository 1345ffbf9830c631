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


@scenario
def differences():
    """Where the crate does something else on purpose."""
    with ThreadPool(2) as pool:
        calls = all_calls(pool, same, chunksize=0)
        found = {name: calls[name]() for name in ["map", "starmap", "map_async", "starmap_async"]}
        result = pool.apply_async(same, (7,))
        found["get twice"] = [result.get(), result.get()]
    return found
