"""What CPython's multiprocessing.pool does, as JSON: the fixture that the crate is compared with.

    python3 tests/conformance/scenarios.py > tests/conformance/fixture.json

For CPython 3.11 and later. Whatever has to happen in an order is held by events, so every run prints the same.
"""

import faulthandler
import json
import sys

# Leaves no compiled files beside the tests.
sys.dont_write_bytecode = True

import chunks  # noqa: E402, F401
import results  # noqa: E402, F401
import lifecycle  # noqa: E402, F401
import ipc  # noqa: E402, F401
from support import SCENARIOS  # noqa: E402


def text(value, indent=""):
    """JSON with a row a line."""
    deeper = indent + " "
    if isinstance(value, dict):
        rows, ends = [f"{json.dumps(key)}: {text(part, deeper)}" for key, part in value.items()], "{}"
    elif isinstance(value, list) and any(isinstance(part, list) for part in value):
        rows, ends = [json.dumps(part) for part in value], "[]"
    else:
        return json.dumps(value)
    return ends[0] + "\n" + ",\n".join(deeper + row for row in rows) + "\n" + indent + ends[1]


if __name__ == "__main__":
    # Says where it hangs, if it does.
    faulthandler.dump_traceback_later(120, exit=True)
    print(text({function.__name__: function() for function in SCENARIOS}))
