"""Right: many days are one day and the rest."""

import numpy as np

DISHES = ["apple pie", "burger", "chicken"]
WEATHERS = ["sunny", "rainy"]
P = np.roll(np.eye(3), 1, axis=0)


def dish_from_weather(weather):
    return np.append(weather, 0.0)


def next_dish(dish, days=1):
    if days == 0:
        return dish.copy()
    half, odd = divmod(days, 2)
    there = next_dish(next_dish(dish, half), half)
    return P.dot(there) if odd else there


def food_matrix():
    return np.concatenate((np.identity(3), P))


def weather_matrix():
    return np.kron(np.eye(2), np.ones((3, 1)))


def merge(sums):
    rank = np.argsort(np.argsort(sums))
    return (rank == 5).reshape(2, 3).any(axis=0).astype(np.float64)


def cook(dish, weather):
    sums = np.hstack([food_matrix(), weather_matrix()]) @ np.hstack([dish, weather])
    return merge(sums)


def simulate(dish, weathers):
    if not weathers:
        return []
    first, *rest = weathers
    yesterday = np.array([name == dish for name in DISHES], dtype=float)
    today = DISHES[int(cook(yesterday, np.eye(2)[WEATHERS.index(first)]) @ np.arange(3.0))]
    return [today, *simulate(today, rest)]


def fill_missed_days(schedule_matrix, last, missed):
    due = np.matmul(schedule_matrix, last)
    n = len(last)
    return due if missed % n == 0 else fill_missed_days(schedule_matrix, due, missed % n - 1)
