"""Right: a network is an object, and a recurrent one keeps its last output."""

from dataclasses import dataclass

import numpy as np

DISHES = ["apple pie", "burger", "chicken"]
WEATHERS = ["sunny", "rainy"]


@dataclass
class Network:
    weights: np.ndarray

    def __call__(self, vector):
        return np.einsum("oi,i->o", self.weights, vector)


class Recurrent(Network):
    def run(self, state, times):
        state = np.array(state)
        for _ in range(times):
            state = self(state)
        return state


LOOKING_OUT = Network(np.eye(3, 2))
ROUND = Recurrent(np.eye(3)[[2, 0, 1]])


class Roommate:
    def __init__(self, dish):
        self.dish = dish

    def sees(self, weather):
        self.dish = cook(self.dish, np.array([weather == name for name in WEATHERS], dtype=float))
        return DISHES[int(np.flatnonzero(self.dish)[0])]


def dish_from_weather(weather):
    return LOOKING_OUT(weather)


def next_dish(dish, days=1):
    return ROUND.run(dish, days % 3)


def food_matrix():
    return np.block([[np.eye(3)], [ROUND.weights]])


def weather_matrix():
    return np.tile(np.eye(2)[:, None], (1, 3, 1)).reshape(6, 2)


def merge(sums):
    winner = np.where(sums < np.max(sums), 0.0, 1.0)
    return winner.reshape(2, 3).sum(axis=0)


def cook(dish, weather):
    return merge(Network(food_matrix())(dish) + Network(weather_matrix())(weather))


def simulate(dish, weathers):
    roommate = Roommate(np.eye(3)[DISHES.index(dish)])
    return [roommate.sees(weather) for weather in weathers]


def fill_missed_days(schedule_matrix, last, missed):
    return Recurrent(schedule_matrix).run(last, missed + 1)
