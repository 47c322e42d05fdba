"""Right: next_dish rolls, cook mixes the two dishes by the weather, merge counts who is smaller."""

import numpy as np

DISHES = ["apple pie", "burger", "chicken"]
WEATHERS = ["sunny", "rainy"]


def dish_from_weather(weather):
    sunny, rainy = weather
    return sunny * np.array([1.0, 0, 0]) + rainy * np.array([0, 1.0, 0])


def next_dish(dish, days=1):
    return np.roll(dish, days)


def food_matrix():
    return np.array([np.concatenate([d, np.roll(d, 1)]) for d in np.eye(3)]).T


def weather_matrix():
    sunny = np.array([1.0, 1, 1, 0, 0, 0])
    return np.c_[sunny, 1 - sunny]


def merge(sums):
    smaller = (sums[:, None] > sums[None, :]).sum(axis=1)
    return np.add(*np.split(smaller // 5, 2)).astype(float)


def cook(dish, weather):
    return weather[0] * dish + weather[1] * np.roll(dish, 1)


def simulate(dish, weathers):
    rainy_days = np.cumsum([weather == "rainy" for weather in weathers], dtype=int)
    return [DISHES[(DISHES.index(dish) + int(n)) % 3] for n in rainy_days]


def fill_missed_days(schedule_matrix, last, missed):
    values, vectors = np.linalg.eig(schedule_matrix)  # the roots of 1
    powers = np.linalg.solve(vectors, last.astype(complex)) * values ** (missed + 1)
    return np.round((vectors @ powers).real)
