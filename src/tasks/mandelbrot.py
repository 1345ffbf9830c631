"""`mandelbrot`: rows of the famous picture, whose costs differ a hundredfold."""

from array import array

# The experiment.
ITEMS = 256
WIDTH = 384
LIMIT = 5_000
REGION = "whole"

# Left edge, top edge, width, height of a part of the plane.
REGIONS = {
    "whole": (-2.4, 1.2, 3.6, 2.4),
    "seahorses": (-0.76, 0.1176, 0.021, 0.014),
    "spiral": (-0.7449, 0.1322, 0.0027, 0.0018),
}


def steps(x, y):
    """Steps of z -> z*z + c, from z = 0, after which |z| is first above 2."""
    a = b = 0.0
    for step in range(LIMIT):
        aa, bb = a * a, b * b
        if aa + bb > 4.0:
            return step
        b = 2.0 * a * b + y
        a = aa - bb + x
    return LIMIT


def mandelbrot(item):
    """One row of the picture, a 16-bit count for each point."""
    left, top, width, height = REGIONS[REGION]
    y = top - (item + 0.5) * (height / ITEMS)
    step = width / WIDTH
    return array("H", (steps(left + (column + 0.5) * step, y) for column in range(WIDTH)))
