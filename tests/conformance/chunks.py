"""Chunk sizes and boundaries. The counterpart is chunks.rs."""

from multiprocessing.pool import Pool, ThreadPool

from support import raised, same, scenario


@scenario
def default_chunksizes():
    """Rows: the number of items, then the chunksize for each number of workers."""
    workers = [1, 2, 3, 4, 5, 6, 7, 8, 12, 16]
    edges = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 1000, 4097, 100_000]
    pools = [ThreadPool(count) for count in workers]
    found = {"workers": workers}
    for call in ["map_async", "starmap_async"]:
        found[call] = [
            [count] + [getattr(pool, call)(same, [(0,)] * count)._chunksize for pool in pools] for count in edges
        ]
    for pool in pools:
        pool.terminate()
    return found


EXPLICIT = [(count, size) for count in [0, 1, 5, 10, 11, 12] for size in [1, 2, 3, 5, 10, 11, 1000]]


@scenario
def chunks():
    """Rows: the number of items, the chunksize, the first item of each chunk."""
    split = Pool._get_tasks
    return [[count, size, [items[0] for _, items in split(same, range(count), size)]] for count, size in EXPLICIT]


@scenario
def chunks_begun():
    """The same as three workers begin them: where every item fails, a chunk gets no further than its first."""

    def begun(call, count, size):
        log = []

        def function(item):
            log.append(item)
            raise Exception("next chunk")

        with ThreadPool(3) as pool:
            chosen = {} if size is None else {"chunksize": size}
            raised(lambda: list(getattr(pool, call)(function, range(count), **chosen)))
            pool.close()
            pool.join()
        return sorted(log)

    cases = [(count, size) for count, size in EXPLICIT if count and size in [1, 3, 11]]
    found = {call: [[count, size, begun(call, count, size)] for count, size in cases] for call in ["map", "imap"]}
    found["imap_unordered"] = [[count, size, begun("imap_unordered", count, size)] for count, size in cases]
    found["map by default"] = [[count, begun("map", count, None)] for count in [1, 12, 13, 100]]
    found["imap by default"] = [[count, begun("imap", count, None)] for count in [1, 12]]
    return found
