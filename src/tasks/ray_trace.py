"""`ray_trace`: tiles of a picture of spheres on a chequered floor, with shadows and reflections."""

from math import floor, sqrt
from splitmix64 import Random

# The experiment.
ITEMS = 96
SEED = 1
TILE = 32
RAYS = 3
BOUNCES = 4

# Points, directions and colours are tuples of three. The order of operations is the page's: floating-point
# numbers are rounded at every step, and the bytes are to be the same.
EYE = (0.0, 1.7, -5.2)
ZENITH = (0.16, 0.33, 0.72)
HORIZON = (0.78, 0.86, 0.94)
GLOW = (1.0, 0.72, 0.4)
FLOOR = [(0.82, 0.8, 0.76), (0.16, 0.18, 0.24)]
COLOURS = [
    (0.72, 0.06, 0.05),
    (0.9, 0.38, 0.03),
    (0.85, 0.66, 0.12),
    (0.05, 0.4, 0.2),
    (0.04, 0.22, 0.66),
    (0.3, 0.1, 0.48),
]

# Nearer hits are the surface itself, off which the ray starts.
NEAR = 1e-6

# As near to 3:2 as tiles allow; the last row may stay short.
COLUMNS = next((c for c in range(1, ITEMS) if 2 * c * c >= 3 * ITEMS), ITEMS)
ROWS = -(-ITEMS // COLUMNS)


def add(a, b):
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def subtract(a, b):
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def scale(a, factor):
    return a[0] * factor, a[1] * factor, a[2] * factor


def dot(a, b):
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def unit(a):
    return scale(a, 1.0 / sqrt(dot(a, a)))


def mixed(a, b, share):
    return add(scale(a, 1.0 - share), scale(b, share))


def power_of_32(x):
    for _ in range(5):
        x = x * x
    return x


SUN = unit((-0.55, 0.62, -0.5))


def make_spheres():
    """Three large ones and, around them, small ones at random that don't touch them."""

    def sphere(x, radius, z, colour, mirror):
        return (x, radius, z), radius, colour, mirror

    spheres = [
        sphere(0.0, 1.15, 1.2, (0.95, 0.95, 0.95), 0.82),
        sphere(-2.2, 0.8, 0.2, COLOURS[0], 0.12),
        sphere(2.1, 0.85, 0.0, (0.9, 0.55, 0.16), 0.4),
    ]
    large = spheres[:]
    random = Random(SEED, 0)
    for place in range(48):
        x = place % 8 - 3.9 + 0.6 * random.unit()
        z = place // 8 * 1.1 - 2.1 + 0.6 * random.unit()
        radius = 0.12 + 0.16 * random.unit()
        colour = COLOURS[random.below(6)]
        small = sphere(x, radius, z, colour, 0.5 if random.below(3) == 0 else 0.08)
        if all(is_apart(centre, far + radius + 0.1, small[0]) for centre, far, _, _ in large):
            spheres.append(small)
    return spheres


def is_apart(a, distance, b):
    apart = subtract(a, b)
    return dot(apart, apart) > distance * distance


SPHERES = make_spheres()


def meet(sphere, start, direction):
    """How far the ray goes until it enters the sphere; None where it doesn't."""
    (x, y, z), radius, _, _ = sphere
    # Written out: this is where nearly all the time goes.
    x, y, z = start[0] - x, start[1] - y, start[2] - z
    along = x * direction[0] + y * direction[1] + z * direction[2]
    root = along * along - (x * x + y * y + z * z) + radius * radius
    if root < 0.0:
        return None
    distance = -along - sqrt(root)
    return distance if distance > NEAR else None


def hit(start, direction):
    """The nearest thing that the ray meets: distance, normal, colour, mirror; None for the sky."""
    nearest, distance = None, float("inf")
    for sphere in SPHERES:
        far = meet(sphere, start, direction)
        if far is not None and far < distance:
            nearest, distance = sphere, far
    if nearest is not None:
        centre, radius, colour, mirror = nearest
        normal = scale(subtract(add(start, scale(direction, distance)), centre), 1.0 / radius)
        return distance, normal, colour, mirror
    # The floor, y = 0: below every sphere, so it counts only where no sphere is met.
    if not direction[1] < 0.0:
        return None
    distance = -start[1] / direction[1]
    if not distance > NEAR:
        return None
    point = add(start, scale(direction, distance))
    field = floor(point[0] + 0.5) + floor(point[2])
    # Far away it fades into the horizon, and flickers less.
    fade = distance * distance / (distance * distance + 300.0)
    return distance, (0.0, 1.0, 0.0), mixed(FLOOR[field % 2], HORIZON, fade), 0.12


def sky(direction):
    """Lighter towards the horizon, with a glow around the sun."""
    height = sqrt(max(direction[1], 0.0))
    glow = power_of_32(max(dot(direction, SUN), 0.0)) * 0.7
    return mixed(mixed(HORIZON, ZENITH, height), GLOW, glow)


def shaded(normal, colour, point, mirrored):
    """What the surface itself shows: sky light, sun light unless in shadow, and a highlight."""
    ambient = 0.22 + 0.1 * normal[1]
    facing = dot(normal, SUN)
    if facing <= 0.0 or any(meet(sphere, point, SUN) is not None for sphere in SPHERES):
        return scale(colour, ambient)
    highlight = power_of_32(max(dot(mirrored, SUN), 0.0)) * 0.5
    return add(scale(colour, ambient + 0.8 * facing), (highlight, highlight, highlight))


def light_of(start, direction):
    """The light that arrives at a point out of a direction."""
    light, weight = (0.0, 0.0, 0.0), 1.0
    for bounce in range(BOUNCES + 1):
        found = hit(start, direction)
        if found is None:
            return add(light, scale(sky(direction), weight))
        distance, normal, colour, mirror = found
        point = add(start, scale(direction, distance))
        mirrored = subtract(direction, scale(normal, 2.0 * dot(direction, normal)))
        mirror = mirror if bounce < BOUNCES else 0.0
        light = add(light, scale(shaded(normal, colour, point, mirrored), weight * (1.0 - mirror)))
        weight *= mirror
        if weight < 0.01:
            break
        start, direction = point, mirrored
    return light


def pixel(x, y):
    """The mean of the pixel's rays: red, green, blue."""
    width, height = float(COLUMNS * TILE), float(ROWS * TILE)
    total = (0.0, 0.0, 0.0)
    for ray in range(RAYS * RAYS):
        across = x + (ray % RAYS + 0.5) / RAYS
        down = y + (ray // RAYS + 0.5) / RAYS
        # The picture is three wide; the eye looks a little down.
        u, v = (across - width / 2.0) * 3.0 / width, (height / 2.0 - down) * 3.0 / width
        total = add(total, light_of(EYE, unit((u, v - 0.3, 2.3))))
    mean = scale(total, 1.0 / (RAYS * RAYS))
    # A square root in place of the screen's gamma.
    return [int(sqrt(min(max(light, 0.0), 1.0)) * 255.0 + 0.5) for light in mean]


def ray_trace(item):
    """One tile, three bytes a pixel."""
    left, top = item % COLUMNS * TILE, item // COLUMNS * TILE
    places = [(x, y) for y in range(top, top + TILE) for x in range(left, left + TILE)]
    return bytes(value for x, y in places for value in pixel(x, y))
