"""Right: every product is a double loop over numbers."""

import numpy as np

DISHES = ["apple pie", "burger", "chicken"]
WEATHERS = ["sunny", "rainy"]


def product(matrix, vector):
    result = []
    for row in matrix:
        total = 0.0
        for j in range(len(vector)):
            total += row[j] * vector[j]
        result.append(total)
    return result


ROUND = [[0, 0, 1], [1, 0, 0], [0, 1, 0]]


def dish_from_weather(weather):
    return np.array(product([[1, 0], [0, 1], [0, 0]], weather))


def next_dish(dish, days=1):
    state = [float(entry) for entry in dish]
    for _ in range(days):
        state = product(ROUND, state)
    return np.array(state)


def food_matrix():
    return np.array([[1, 0, 0], [0, 1, 0], [0, 0, 1], *ROUND], dtype=float)


def weather_matrix():
    return np.array([[1, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1]], dtype=float)


def merge(sums):
    best = 0
    for i in range(1, 6):
        if sums[i] > sums[best]:
            best = i
    ones = [0.0] * 6
    ones[best] = 1.0
    return np.array([ones[i] + ones[i + 3] for i in range(3)])


def cook(dish, weather):
    proposed = product(food_matrix(), dish)
    votes = product(weather_matrix(), weather)
    return merge([a + b for a, b in zip(proposed, votes)])


def simulate(dish, weathers):
    vector = np.array([1.0 if name == dish else 0.0 for name in DISHES])
    eaten = []
    for weather in weathers:
        vector = cook(vector, [1.0 if name == weather else 0.0 for name in WEATHERS])
        eaten.append(DISHES[vector.tolist().index(1.0)])
    return eaten


def fill_missed_days(schedule_matrix, last, missed):
    due = product(schedule_matrix, last)
    while missed > 0:
        due = product(schedule_matrix, due)
        missed -= 1
    return np.array(due)
