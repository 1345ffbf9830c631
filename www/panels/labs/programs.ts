// The labs as Python programs, with the settings that were chosen. Executed by tests/programs. Pure.

import type { PanelTexts } from '../../locales/en/panels';
import type { Setting } from '../../model/labs/settings';

type Settings = Readonly<Record<string, Setting>>;
/** What the comments say. */
type Notes = PanelTexts['labs']['notes'];

/** Lines of a program, those that a condition leaves out being null. */
const program = (...lines: readonly (string | null)[]): string => `${lines.filter((line) => line !== null).join('\n')}\n`;

const counters = (note: Notes): Readonly<Record<string, { make: string; step: readonly string[] }>> => ({
  raw: { make: 'RawValue("q", 0), None', step: ['counter.value += 1'] },
  value: { make: 'Value("q", 0), None', step: [`counter.value += 1  # ${note.value}`] },
  get_lock: { make: 'Value("q", 0), None', step: ['with counter.get_lock():', '    counter.value += 1'] },
  lock: { make: 'RawValue("q", 0), Lock()', step: ['with lock:', '    counter.value += 1'] },
  // What another language does in one instruction, Python does under a lock.
  atomic: { make: 'Value("q", 0), None', step: [`with counter.get_lock():  # ${note.atomic}`, '    counter.value += 1'] },
});

function lostUpdates({ counter, workers, increments }: Settings, note: Notes): string {
  const { make, step } = counters(note)[String(counter)] ?? { make: '', step: [] };
  return program(
    'from multiprocessing import Lock, Process, RawValue, Value',
    '',
    `WORKERS, INCREMENTS = ${workers}, ${increments}`,
    '',
    'def count(counter, lock):',
    '    for _ in range(INCREMENTS):',
    ...step.map((line) => `        ${line}`),
    '',
    'if __name__ == "__main__":',
    `    counter, lock = ${make}`,
    '    processes = [Process(target=count, args=(counter, lock)) for _ in range(WORKERS)]',
    '    for process in processes:',
    '        process.start()',
    '    for process in processes:',
    '        process.join()',
    '    print(f"{WORKERS * INCREMENTS} increments, the counter says {counter.value}")',
  );
}

function interleaving({ lock, steps, pause_ms: pauseMs }: Settings): string {
  const indent = lock === true ? '        ' : '    ';
  return program(
    'import time',
    'from multiprocessing import Lock, Process, RawValue',
    '',
    'def job(v, num, lock):',
    lock === true ? '    with lock:' : null,
    `${indent}for _ in range(${steps}):`,
    `${indent}    time.sleep(${Number(pauseMs) / 1_000})`,
    `${indent}    v.value += num`,
    `${indent}    print(v.value, flush=True)`,
    '',
    'if __name__ == "__main__":',
    '    v, lock = RawValue("i", 0), Lock()',
    '    processes = [Process(target=job, args=(v, num, lock)) for num in (1, 3)]',
    '    for process in processes:',
    '        process.start()',
    '    for process in processes:',
    '        process.join()',
  );
}

function boundedQueue({ consumers, maxsize, items, producer_ms: producerMs, consumer_ms: consumerMs }: Settings, note: Notes): string {
  return program(
    'import time',
    'from multiprocessing import Process, Queue',
    '',
    `ITEMS, CONSUMERS = ${items}, ${consumers}`,
    '',
    'def produce(queue):',
    '    for item in range(ITEMS):',
    `        time.sleep(${Number(producerMs) / 1_000})`,
    `        queue.put(item)  # ${note.full}`,
    '    for _ in range(CONSUMERS):',
    `        queue.put(None)  # ${note.end}`,
    '',
    'def consume(queue):',
    '    while (item := queue.get()) is not None:',
    `        time.sleep(${Number(consumerMs) / 1_000})`,
    '        print(item, flush=True)',
    '',
    'if __name__ == "__main__":',
    `    queue = Queue(${maxsize})`,
    '    processes = [Process(target=produce, args=(queue,))]',
    '    processes += [Process(target=consume, args=(queue,)) for _ in range(CONSUMERS)]',
    '    for process in processes:',
    '        process.start()',
    '    for process in processes:',
    '        process.join()',
  );
}

function pingPong({ channel, bytes, trips }: Settings): string {
  const isPipe = channel === 'pipe';
  return program(
    'import time',
    `from multiprocessing import ${isPipe ? 'Pipe, Process' : 'Process, Queue'}`,
    '',
    `TRIPS, MESSAGE = ${trips}, bytes(${bytes})`,
    '',
    isPipe ? 'def pong(end):' : 'def pong(there, back):',
    '    for _ in range(TRIPS):',
    isPipe ? '        end.send_bytes(end.recv_bytes())' : '        back.put(there.get())',
    '',
    'if __name__ == "__main__":',
    isPipe ? '    here, end = Pipe()' : '    there, back = Queue(), Queue()',
    `    other = Process(target=pong, args=${isPipe ? '(end,)' : '(there, back)'})`,
    '    other.start()',
    '    took = []',
    '    for _ in range(TRIPS):',
    '        start = time.perf_counter()',
    isPipe ? '        here.send_bytes(MESSAGE)' : '        there.put(MESSAGE)',
    isPipe ? '        here.recv_bytes()' : '        back.get()',
    '        took.append(time.perf_counter() - start)',
    '    other.join()',
    '    print(f"half of {TRIPS} trips took at most {sorted(took)[TRIPS // 2] * 1e6:.0f} us")',
  );
}

function service({ ending, workers, tasks, task_ms: taskMs }: Settings, note: Notes): string {
  const isSentinel = ending === 'sentinel';
  return program(
    'import time',
    'from multiprocessing import Pool, Queue',
    '',
    `WORKERS, TASKS = ${workers}, ${tasks}`,
    '',
    'def work(in_queue, out_queue):',
    isSentinel ? '    while (task := in_queue.get()) is not None:' : '    while True:',
    isSentinel ? null : '        task = in_queue.get()',
    `        time.sleep(${Number(taskMs) / 1_000} * (2 if task % 3 == 2 else 1))`,
    '        out_queue.put((task, task * task))',
    '',
    'if __name__ == "__main__":',
    '    in_queue, out_queue = Queue(), Queue()',
    `    pool = Pool(WORKERS, work, (in_queue, out_queue))  # ${note.initializer}`,
    '    for task in range(TASKS):',
    '        in_queue.put(task)',
    '    for _ in range(TASKS):',
    '        print(*out_queue.get(), flush=True)',
    isSentinel ? '    for _ in range(WORKERS):' : null,
    isSentinel ? '        in_queue.put(None)' : null,
    isSentinel || ending === 'nothing' ? '    pool.close()' : '    pool.terminate()',
    ending === 'nothing' ? `    pool.join()  # ${note.idle}` : '    pool.join()',
  );
}

function initializer({ load, workers, items, size }: Settings): string {
  const each = load === 'item';
  return program(
    'from multiprocessing import Pool',
    '',
    `SIZE, ITEMS = ${size}, ${items}`,
    '',
    'def make():',
    '    table = bytearray([1]) * SIZE',
    '    table[:2] = b"\\0\\0"',
    '    for factor in range(2, int(SIZE**0.5) + 1):',
    '        if table[factor]:',
    '            table[factor * factor :: factor] = bytes(len(range(factor * factor, SIZE, factor)))',
    '    return table',
    '',
    each ? null : 'def load():',
    each ? null : '    global table',
    each ? null : '    table = make()',
    each ? null : '',
    'def count(item):',
    each ? '    table = make()' : null,
    '    return sum(table[item * SIZE // ITEMS : (item + 1) * SIZE // ITEMS])',
    '',
    'if __name__ == "__main__":',
    `    with Pool(${workers}${each ? '' : ', load'}) as pool:`,
    '        print(sum(pool.map(count, range(ITEMS), 1)), "primes")',
  );
}

function errors({ raises, timeout_ms: timeoutMs, items, item_ms: itemMs, workers }: Settings, note: Notes): string {
  const timeout = Number(timeoutMs) === 0 ? '' : `${Number(timeoutMs) / 1_000}`;
  return program(
    'import time',
    `from multiprocessing import Pool${timeout === '' ? '' : ', TimeoutError'}`,
    '',
    'def compute(item):',
    `    time.sleep(${Number(itemMs) / 1_000} * (4 if item % 3 == 1 else 1))`,
    raises === true ? `    return 12 / (3 - item)  # ${note.raises}` : '    return 12 / (3 - item) if item != 3 else 0',
    '',
    'def done(result):',
    '    print("callback:", result)',
    '',
    'def failed(error):',
    '    print("error_callback:", repr(error))',
    '',
    'if __name__ == "__main__":',
    `    with Pool(${workers}) as pool:`,
    `        results = [pool.apply_async(compute, (item,), callback=done, error_callback=failed) for item in range(${items})]`,
    '        late = []',
    '        for item, result in enumerate(results):',
    '            try:',
    `                print("get:", item, result.get(${timeout}))`,
    timeout === '' ? null : '            except TimeoutError:',
    timeout === '' ? null : `                late.append(item)  # ${note.late}`,
    '            except ZeroDivisionError as error:',
    '                print("get:", item, repr(error))',
    '        for item in late:',
    '            results[item].wait()',
    '            print("late:", item, results[item].successful())',
  );
}

function deadlock({ order, rounds, hold_ms: holdMs }: Settings, note: Notes): string {
  const gives = order === 'timeout';
  const hold = Number(holdMs) / 1_000;
  return program(
    gives ? 'import random' : null,
    'import time',
    'from multiprocessing import Lock, Process',
    '',
    'def both(first, second):',
    `    for _ in range(${rounds}):`,
    ...(gives
      ? [
          '        while True:',
          '            with first:',
          `                time.sleep(${hold})`,
          '                if second.acquire(timeout=random.uniform(0.02, 0.08)):',
          '                    second.release()',
          '                    break',
          `            time.sleep(${hold / 2})  # ${note.gaveUp}`,
        ]
      : ['        with first:', `            time.sleep(${hold})`, '            with second:', '                pass']),
    '    print("through")',
    '',
    'if __name__ == "__main__":',
    '    a, b = Lock(), Lock()',
    `    processes = [Process(target=both, args=args) for args in ((a, b), ${order === 'same' ? '(a, b)' : '(b, a)'})]`,
    '    for process in processes:',
    '        process.start()',
    '    for process in processes:',
    order === 'opposite' ? `        process.join()  # ${note.stuck}` : '        process.join()',
  );
}

function managerCost({ tell, workers, updates }: Settings): string {
  const each = tell === 'each';
  return program(
    'import time',
    'from multiprocessing import Manager, Process, Value',
    '',
    `WORKERS, UPDATES = ${workers}, ${updates}`,
    '',
    'def count(value, lock):',
    each ? '    for _ in range(UPDATES):' : '    own = sum(1 for _ in range(UPDATES))',
    each ? '        with lock:' : '    with lock:',
    each ? '            value.value += 1' : '        value.value += own',
    '',
    'def measure(name, value, lock):',
    '    processes = [Process(target=count, args=(value, lock)) for _ in range(WORKERS)]',
    '    start = time.perf_counter()',
    '    for process in processes:',
    '        process.start()',
    '    for process in processes:',
    '        process.join()',
    '    took = (time.perf_counter() - start) / (WORKERS * UPDATES)',
    '    print(f"{name}: {value.value} counted, {took * 1e6:.2f} us an update, starting included")',
    '',
    'if __name__ == "__main__":',
    '    value = Value("q", 0)',
    '    measure("Value", value, value.get_lock())',
    '    with Manager() as manager:',
    '        measure("Manager", manager.Value("q", 0), manager.Lock())',
  );
}

function stress({ rounds }: Settings, note: Notes): string {
  return program(
    'from multiprocessing import Barrier, BoundedSemaphore, Lock, Process, RLock, RawValue, Semaphore',
    '',
    `ROUNDS, WORKERS = ${rounds}, 3`,
    'NAMES = ("Lock", "RLock", "Semaphore(1)", "BoundedSemaphore(1)")',
    '',
    'def work(locks, counts, barrier):',
    '    for lock, count in zip(locks, counts):',
    `        barrier.wait()  # ${note.together}`,
    '        for _ in range(ROUNDS):',
    '            with lock:',
    '                count.value += 1',
    '',
    'if __name__ == "__main__":',
    '    locks = Lock(), RLock(), Semaphore(1), BoundedSemaphore(1)',
    '    counts, barrier = [RawValue("q", 0) for _ in locks], Barrier(WORKERS)',
    '    processes = [Process(target=work, args=(locks, counts, barrier)) for _ in range(WORKERS)]',
    '    for process in processes:',
    '        process.start()',
    '    for process in processes:',
    '        process.join()',
    '    for name, count in zip(NAMES, counts):',
    '        print(f"{name}: {WORKERS * ROUNDS - count.value} updates lost")',
  );
}

const PROGRAMS: Readonly<Record<string, (settings: Settings, note: Notes) => string>> = {
  lost_updates: lostUpdates,
  interleaving,
  bounded_queue: boundedQueue,
  ping_pong: pingPong,
  service,
  initializer,
  errors,
  deadlock,
  manager_cost: managerCost,
  stress,
};

/** The program of a lab. Every lab has one. */
export function programOf(lab: string, settings: Settings, notes: Notes): string {
  const make = PROGRAMS[lab];
  if (make === undefined) throw new Error(`${lab}: no program`);
  return make(settings, notes);
}
