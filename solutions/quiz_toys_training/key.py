"""The cook's dishes, which formulas of the key call."""

DISHES = ["apple pie", "burger", "chicken"]


def after(dish, days):
    """What is cooked so many days after a dish."""
    return DISHES[(DISHES.index(dish) + days) % len(DISHES)]


def one_hot(dish):
    """A one at the place of a dish."""
    return [int(dish == other) for other in DISHES]


def sums(food, weather):
    """What the six units of scenario III add up."""
    top = int(weather == "sunny")
    parts = one_hot(food) + one_hot(after(food, 1))
    return [part + one for part, one in zip(parts, [top] * 3 + [1 - top] * 3, strict=True)]


def merged(food, weather):
    """One where the sum is the largest."""
    return [int(part == 2) for part in sums(food, weather)]


def other(weather):
    """The other of the two kinds of weather."""
    return "rainy" if weather == "sunny" else "sunny"
