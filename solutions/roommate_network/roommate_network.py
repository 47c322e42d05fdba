"""Reference solution: the roommate network, a recurrence made of matrices of zeros and ones."""

import numpy as np

DISHES = ["apple pie", "burger", "chicken"]
WEATHERS = ["sunny", "rainy"]


def dish_from_weather(weather: np.ndarray) -> np.ndarray:
    """Return the dish (3,) of scenario I: one column for each weather."""
    return np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]) @ weather


def next_dish(dish: np.ndarray, days: int = 1) -> np.ndarray:
    """Return the dish (3,) of scenario II: the network is applied once for each day."""
    return np.linalg.matrix_power(_following(), days) @ dish


def food_matrix() -> np.ndarray:
    """Return (6, 3): the same dish above, the next one below."""
    return np.vstack([np.eye(3), _following()])


def weather_matrix() -> np.ndarray:
    """Return (6, 2): sunny above, rainy below."""
    return np.repeat(np.eye(2), 3, axis=0)


def merge(sums: np.ndarray) -> np.ndarray:
    """Return (3,): the largest of six sums becomes 1, and the halves are added."""
    winner = (sums == sums.max()).astype(float)
    return winner[:3] + winner[3:]


def cook(dish: np.ndarray, weather: np.ndarray) -> np.ndarray:
    """Return today's dish (3,) of scenario III."""
    return merge(food_matrix() @ dish + weather_matrix() @ weather)


def simulate(dish: str, weathers: list[str]) -> list[str]:
    """Return the names of the dishes of all days; each is the next day's yesterday."""
    state = np.eye(3)[DISHES.index(dish)]
    names = []
    for weather in weathers:
        state = cook(state, np.eye(2)[WEATHERS.index(weather)])
        names.append(DISHES[state.argmax()])
    return names


def fill_missed_days(schedule_matrix: np.ndarray, last: np.ndarray, missed: int) -> np.ndarray:
    """Return the exercise (n,) that is due after `missed` days without one."""
    return np.linalg.matrix_power(schedule_matrix, missed + 1) @ last


def _following() -> np.ndarray:
    """Return the matrix (3, 3) whose column j is the dish that follows dish j."""
    return np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
