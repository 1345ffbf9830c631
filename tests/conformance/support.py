"""What the scenarios share: the list of them, functions to call, the eight calls."""

SCENARIOS = []


def scenario(function):
    SCENARIOS.append(function)
    return function


def same(item, *_):
    return item


def raised(call):
    """The class and the text of what the call raises; None where it returns."""
    try:
        call()
    except Exception as error:
        return [type(error).__name__, str(error)]
    return None


def failing(*items):
    """A function that raises at these items and returns the others."""

    def function(item, *_):
        if item in items:
            raise Exception(f"no {item}")
        return item

    return function


def all_calls(pool, function, count=3, **chunksize):
    """The eight calls over 0..count; the iterators are run to their end."""
    stars = [(item, count) for item in range(count)]
    return {
        "map": lambda: pool.map(function, range(count), **chunksize),
        "starmap": lambda: pool.starmap(function, stars, **chunksize),
        "imap": lambda: list(pool.imap(function, range(count), **chunksize)),
        "imap_unordered": lambda: sorted(pool.imap_unordered(function, range(count), **chunksize)),
        "apply": lambda: pool.apply(function, (1,)),
        "apply_async": lambda: pool.apply_async(function, (1,)).get(),
        "map_async": lambda: pool.map_async(function, range(count), **chunksize).get(),
        "starmap_async": lambda: pool.starmap_async(function, stars, **chunksize).get(),
    }
