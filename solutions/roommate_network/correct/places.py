"""Right: a one-hot vector is only a place, and a round is counted modulo its length."""

import numpy as np

DISHES = ["apple pie", "burger", "chicken"]
WEATHERS = ["sunny", "rainy"]


def _one_hot(place, length=3):
    vector = np.zeros(length)
    vector[place] = 1
    return vector


def dish_from_weather(weather):
    return _one_hot(np.argmax(weather))


def next_dish(dish, days=1):
    return _one_hot((int(np.argmax(dish)) + days) % 3)


def food_matrix():
    matrix = np.zeros((6, 3))
    for place in range(3):
        matrix[place, place] = 1
        matrix[3 + (place + 1) % 3, place] = 1
    return matrix


def weather_matrix():
    matrix = np.zeros((6, 2))
    matrix[:3, 0] = 1
    matrix[3:, 1] = 1
    return matrix


def merge(sums):
    return _one_hot(int(np.argmax(sums)) % 3)


def cook(dish, weather):
    return _one_hot((np.argmax(dish) + np.argmax(weather)) % 3)


def simulate(dish, weathers):
    place = DISHES.index(dish)
    names = []
    for weather in weathers:
        if weather == "rainy":
            place = (place + 1) % len(DISHES)
        names.append(DISHES[place])
    return names


def fill_missed_days(schedule_matrix, last, missed):
    place = int(np.argmax(last))
    for _ in range(missed % len(last) + 1):
        place = int(np.argmax(schedule_matrix[:, place]))
    return _one_hot(place, len(last))
