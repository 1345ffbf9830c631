"""What workers share, at its edges. The counterpart is ipc.rs."""

import multiprocessing
import threading
import time

from support import raised, scenario

context = multiprocessing.get_context("fork")
MOMENT = 0.01


def outcome(call):
    """What the call returns, or the class and the text of what it raises. A queue's text has its address in it."""
    try:
        return call()
    except Exception as error:
        text = "Queue <queue> is closed" if str(error).startswith("Queue <") else str(error)
        return [type(error).__name__, text]


def on_another_thread(call):
    results = []
    thread = threading.Thread(target=lambda: results.append(outcome(call)))
    thread.start()
    thread.join()
    return results[0]


@scenario
def locks():
    lock, rlock = context.Lock(), context.RLock()
    steps = {
        "lock: release first": outcome(lock.release),
        "lock: acquire": outcome(lock.acquire),
        "lock: acquire again, without blocking": outcome(lambda: lock.acquire(False)),
        "lock: acquire again, for a moment": outcome(lambda: lock.acquire(True, MOMENT)),
        "lock: release by another thread": on_another_thread(lock.release),
        "lock: release again": outcome(lock.release),
        "rlock: release first": outcome(rlock.release),
        "rlock: acquire": outcome(rlock.acquire),
        "rlock: acquire again": outcome(lambda: rlock.acquire(False)),
        "rlock: acquire by another thread": on_another_thread(lambda: rlock.acquire(False)),
        "rlock: release by another thread": on_another_thread(rlock.release),
        "rlock: release": outcome(rlock.release),
        "rlock: another thread, still": on_another_thread(lambda: rlock.acquire(False)),
        "rlock: release again": outcome(rlock.release),
        "rlock: release once more": outcome(rlock.release),
    }
    return steps


@scenario
def semaphores():
    semaphore, bounded = context.Semaphore(1), context.BoundedSemaphore(1)
    return {
        "semaphore: release beyond its start": outcome(semaphore.release),
        "semaphore: value": semaphore.get_value(),
        "semaphore: acquire": [outcome(lambda: semaphore.acquire(False)) for _ in range(3)],
        "bounded: release first": outcome(bounded.release),
        "bounded: acquire": [outcome(lambda: bounded.acquire(False)) for _ in range(2)],
        "bounded: release": outcome(bounded.release),
        "bounded: release again": outcome(bounded.release),
    }


@scenario
def conditions_and_events():
    condition, event = context.Condition(), context.Event()
    steps = {
        "wait without the lock": outcome(lambda: condition.wait(MOMENT)),
        "notify without the lock": outcome(condition.notify),
    }
    with condition:
        steps["wait in vain"] = outcome(lambda: condition.wait(MOMENT))
        steps["notify nobody"] = outcome(condition.notify_all)
        steps["wait in vain after it"] = outcome(lambda: condition.wait(MOMENT))
        steps["wait for what is so"] = outcome(lambda: condition.wait_for(lambda: True, MOMENT))
        steps["wait for what never is"] = outcome(lambda: condition.wait_for(lambda: False, MOMENT))
    steps["release without the lock"] = outcome(condition.release)
    steps["event: wait in vain"] = outcome(lambda: event.wait(MOMENT))
    event.set()
    steps["event: set"] = [event.is_set(), outcome(lambda: event.wait(0))]
    event.clear()
    steps["event: cleared"] = [event.is_set(), outcome(lambda: event.wait(MOMENT))]
    return steps


@scenario
def barriers():
    barrier, alone = context.Barrier(2), context.Barrier(1)
    steps = {
        "for one": [outcome(alone.wait), outcome(alone.wait)],
        "parties": barrier.parties,
        "time runs out": outcome(lambda: barrier.wait(MOMENT)),
        "broken": barrier.broken,
        "wait when broken": outcome(barrier.wait),
    }
    barrier.reset()
    steps["after reset"] = [barrier.broken, barrier.n_waiting]
    barrier.abort()
    steps["after abort"] = [barrier.broken, outcome(barrier.wait)]
    return steps


def inside(barrier, timeout=None):
    """A thread that waits inside; what it gets is asked for by the function that comes back."""
    results = []
    thread = threading.Thread(target=lambda: results.append(outcome(lambda: barrier.wait(timeout))))
    thread.start()
    while not barrier.n_waiting:
        time.sleep(0)

    def got():
        thread.join()
        return results[0]

    return got


@scenario
def barriers_of_several():
    """Somebody is inside already when the step's own thread does something."""
    runs = []

    def action():
        runs.append("action")
        if len(runs) == 3:
            raise Exception("no luck")

    barrier, three = context.Barrier(2, action), context.Barrier(3)
    steps = {}
    for name in ["both", "both again"]:
        other = inside(barrier)
        steps[name] = sorted([barrier.wait(), other()])
    other = inside(barrier)
    steps["the action fails"] = [outcome(barrier.wait), other(), barrier.broken]
    steps["actions"] = len(runs)
    barrier.reset()
    other = inside(barrier)
    barrier.abort()
    steps["aborted"] = [other(), barrier.broken, barrier.n_waiting]
    barrier.reset()
    other = inside(barrier)
    barrier.reset()
    steps["reset"] = [other(), barrier.broken, barrier.n_waiting]
    other = inside(barrier)
    steps["both after all"] = sorted([barrier.wait(), other()])
    other = inside(three)
    steps["time runs out for one"] = [outcome(lambda: three.wait(MOMENT)), other(), three.broken]
    return steps


@scenario
def queues():
    bounded, joinable = context.Queue(1), context.JoinableQueue(1)
    steps = {
        "empty: get without waiting": outcome(bounded.get_nowait),
        "empty: get for a moment": outcome(lambda: bounded.get(True, MOMENT)),
        "put": outcome(lambda: bounded.put("a")),
        "full: put without waiting": outcome(lambda: bounded.put_nowait("b")),
        "full: put for a moment": outcome(lambda: bounded.put("b", True, MOMENT)),
        "full, and how many": [bounded.full(), bounded.qsize()],
        "get": outcome(bounded.get),
        "now": [bounded.full(), bounded.empty(), bounded.qsize()],
    }
    bounded.close()
    steps["closed: put"] = outcome(lambda: bounded.put("c"))
    steps["closed: get"] = outcome(bounded.get)
    steps["joinable: done too early"] = outcome(joinable.task_done)
    steps["joinable: full"] = [outcome(lambda: joinable.put_nowait(1)), outcome(lambda: joinable.put_nowait(2))]
    joinable.get()
    steps["joinable: done"] = outcome(joinable.task_done)
    steps["joinable: join"] = outcome(joinable.join)
    steps["joinable: done once more"] = outcome(joinable.task_done)
    return steps


@scenario
def simple_queues():
    simple = context.SimpleQueue()
    steps = {
        "empty": simple.empty(),
        "put": [outcome(lambda: simple.put(item)) for item in range(3)],
        "not empty": simple.empty(),
        "get": [outcome(simple.get) for _ in range(3)],
        "empty again": simple.empty(),
        "close": outcome(simple.close),
        "closed: put": outcome(lambda: simple.put(1)),
        "closed: get": outcome(simple.get),
    }
    return steps


@scenario
def pipes():
    receiver, sender = context.Pipe(False)
    steps = {
        "receiver: send": outcome(lambda: receiver.send(1)),
        "sender: recv": outcome(sender.recv),
        "sender: poll": outcome(sender.poll),
        "receiver: poll": outcome(receiver.poll),
        "readable, writable": [receiver.readable, receiver.writable, sender.readable, sender.writable],
        "send": outcome(lambda: sender.send("last")),
        "poll when there is something": outcome(receiver.poll),
    }
    sender.close()
    steps["closed: send"] = outcome(lambda: sender.send(1))
    steps["what was sent before"] = outcome(receiver.recv)
    steps["poll at the end"] = outcome(receiver.poll)
    steps["recv at the end"] = outcome(receiver.recv)
    here, there = context.Pipe()
    there.close()
    steps["duplex: send to nobody"] = outcome(lambda: here.send(1))
    here, there = context.Pipe()
    there.close()
    steps["duplex: recv from nobody"] = outcome(here.recv)
    receiver, sender = context.Pipe(False)
    sender.send("last")
    del sender
    steps["sender dropped: recv"] = [outcome(receiver.recv), outcome(receiver.poll), outcome(receiver.recv)]
    receiver, sender = context.Pipe(False)
    del receiver
    steps["receiver dropped: send"] = outcome(lambda: sender.send(1))
    here, there = context.Pipe()
    del there
    steps["duplex, dropped: recv"] = outcome(here.recv)
    return steps


@scenario
def shared_values():
    value, array = context.Value("i", 7), context.Array("d", [1.5, 2.5, 3.5])
    steps = {"value": value.value}
    with value.get_lock():
        value.value += 1
    steps["value, increased"] = value.value
    small = context.Value("B", 256)
    steps["overflow"] = [small.value]
    for number in [255, -1, 300]:
        small.value = number
        steps["overflow"].append(small.value)
    array[1] = -0.5
    steps["array"] = [len(array), list(array)]
    steps["from the end"] = [array[-1], array[-3], outcome(lambda: array[-4])]
    array[-1] = 9.5
    steps["set from the end"] = list(array)
    steps["acquire, release"] = [outcome(call) for call in [value.acquire, value.release, value.release, array.acquire, array.release]]
    steps["beyond the end"] = outcome(lambda: array[3])
    steps["set beyond the end"] = raised(lambda: array.__setitem__(3, 0.0))
    return steps
