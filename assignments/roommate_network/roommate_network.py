"""The roommate network: matrices that are networks, and one that reads its own result again.

Dishes and weather are one-hot vectors in the order of DISHES and WEATHERS. All vectors and matrices
are float64; arguments may be non-contiguous views and are left unchanged, and results are new.
"""

import numpy as np

DISHES = ["apple pie", "burger", "chicken"]
WEATHERS = ["sunny", "rainy"]


def dish_from_weather(weather: np.ndarray) -> np.ndarray:
    """Choose the dish by the weather: apple pie if it is sunny, a burger if it is rainy.

    Args:
        weather: one-hot, shape (2,): sunny is (1, 0), rainy is (0, 1).

    Returns:
        The dish, one-hot, shape (3,), float64. The argument is left unchanged.
    """
    raise NotImplementedError("dish_from_weather")


def next_dish(dish: np.ndarray, days: int = 1) -> np.ndarray:
    """Go on in the round: apple pie, burger, chicken, apple pie, and so on.

    Args:
        dish: one-hot, shape (3,).
        days: how many days to go on, an int from 0 to 1000.

    Returns:
        The dish that is cooked `days` days after `dish`, one-hot, shape (3,), float64; with
        days = 0 the same dish, as a new array. The arguments are left unchanged.
    """
    raise NotImplementedError("next_dish")


def food_matrix() -> np.ndarray:
    """Give the weights from yesterday's dish to the six sums.

    Returns:
        Shape (6, 3), float64. Multiplied by a dish, its upper three rows give the same dish, its
        lower three rows the dish that follows it.
    """
    raise NotImplementedError("food_matrix")


def weather_matrix() -> np.ndarray:
    """Give the weights from today's weather to the six sums.

    Returns:
        Shape (6, 2), float64. Multiplied by the weather, its upper three rows give 1 each if it is
        sunny and 0 if not, its lower three rows give 1 each if it is rainy and 0 if not.
    """
    raise NotImplementedError("weather_matrix")


def merge(sums: np.ndarray) -> np.ndarray:
    """Turn six sums into one dish.

    Args:
        sums: six finite floats of any size, shape (6,); one of them is larger than all others.

    Returns:
        Shape (3,), float64: the largest becomes 1 and all others 0, then the upper and the lower
        three are added, entry by entry. The argument is left unchanged.
    """
    raise NotImplementedError("merge")


def cook(dish: np.ndarray, weather: np.ndarray) -> np.ndarray:
    """Decide what there is today: yesterday's dish if it is sunny, the next one if it is rainy.

    Args:
        dish: yesterday's dish, one-hot, shape (3,).
        weather: today's weather, one-hot, shape (2,).

    Returns:
        Today's dish, one-hot, shape (3,), float64. The arguments are left unchanged.
    """
    raise NotImplementedError("cook")


def simulate(dish: str, weathers: list[str]) -> list[str]:
    """Say what there is on each of several days in a row.

    Args:
        dish: the name of the dish of the day before the first one, one of DISHES.
        weathers: the weather of each day, each one of WEATHERS; may be empty.

    Returns:
        A list with the name of each day's dish, as many as there are days; the dish of the day
        before is not among them. The arguments are left unchanged.
    """
    raise NotImplementedError("simulate")


def fill_missed_days(schedule_matrix: np.ndarray, last: np.ndarray, missed: int) -> np.ndarray:
    """Say which exercise is due on the day you come back to the gym.

    Args:
        schedule_matrix: shape (n, n); column j is the one-hot vector of the exercise that follows
            exercise j. The plan goes through all n exercises in turn and starts again.
        last: the exercise of the last day you were there, one-hot, shape (n,).
        missed: how many days you missed after it, an int from 0 to 1000. The plan went on.

    Returns:
        The exercise of the day you come back, one-hot, shape (n,), float64; with missed = 0 it is
        the one that follows `last`. The arguments are left unchanged.
    """
    raise NotImplementedError("fill_missed_days")
