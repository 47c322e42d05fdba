"""Right: what follows what stands in dictionaries, and NumPy only carries the results."""

from itertools import accumulate

import numpy as np

DISHES = ["apple pie", "burger", "chicken"]
WEATHERS = ["sunny", "rainy"]

AFTER = {"apple pie": "burger", "burger": "chicken", "chicken": "apple pie"}
VECTORS = dict(zip(DISHES, np.eye(3)))
OUTSIDE = {(1, 0): "sunny", (0, 1): "rainy"}
BY_WEATHER = {"sunny": "apple pie", "rainy": "burger"}


def _name(vector):
    return next(name for name in DISHES if (VECTORS[name] == vector).all())


def _today(yesterday, weather):
    return {"sunny": yesterday, "rainy": AFTER[yesterday]}[weather]


def dish_from_weather(weather):
    return VECTORS[BY_WEATHER[OUTSIDE[tuple(weather)]]].copy()


def next_dish(dish, days=1):
    name = _name(dish)
    for _ in range(days):
        name = AFTER[name]
    return VECTORS[name].copy()


def food_matrix():
    same = np.column_stack([VECTORS[name] for name in DISHES])
    following = np.column_stack([VECTORS[AFTER[name]] for name in DISHES])
    return np.vstack([same, following])


def weather_matrix():
    return np.stack([VECTORS["apple pie"][:2]] * 3 + [VECTORS["burger"][:2]] * 3)


def merge(sums):
    largest = max(sums)
    return VECTORS[DISHES[list(sums).index(largest) % 3]].copy()


def cook(dish, weather):
    return VECTORS[_today(_name(dish), OUTSIDE[tuple(weather)])].copy()


def simulate(dish, weathers):
    return list(accumulate(weathers, _today, initial=dish))[1:]


def fill_missed_days(schedule_matrix, last, missed):
    after = {j: column.tolist().index(1) for j, column in enumerate(schedule_matrix.T)}
    exercise = last.tolist().index(1)
    for _ in range(1 + missed):
        exercise = after[exercise]
    return np.eye(len(last))[exercise]
