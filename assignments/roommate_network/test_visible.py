"""Visible tests of the roommate network: run them with `autograder check` or with pytest."""

import numpy as np
import roommate_network as work

APPLE_PIE, BURGER, CHICKEN = np.eye(3)
SUNNY, RAINY = np.eye(2)
# The columns: after shoulder comes biceps, after biceps cardio, after cardio shoulder.
SCHEDULE = np.array([(0, 1, 0), (0, 0, 1), (1, 0, 0)], dtype=float).T


def same(actual, expected):
    """Compare type, shape, dtype and values: a list is no array, and integers are no float64."""
    assert isinstance(actual, np.ndarray)
    assert actual.dtype == np.float64
    return np.array_equal(actual, expected)


def test_on_a_sunny_day_there_is_apple_pie():
    """Scenario I: the dish follows from the weather alone."""
    assert same(work.dish_from_weather(SUNNY), APPLE_PIE)


def test_after_apple_pie_comes_a_burger():
    """Scenario II: the dish follows from the dish of the day before."""
    assert same(work.next_dish(APPLE_PIE), BURGER)


def test_three_days_are_one_round():
    """After three days every dish is back."""
    for dish in (APPLE_PIE, BURGER, CHICKEN):
        assert same(work.next_dish(dish, days=3), dish)


def test_the_food_matrix_proposes_the_same_dish_and_the_next_one():
    """F times apple pie: apple pie in the upper half, and the burger in the lower one."""
    assert work.food_matrix().shape == (6, 3)
    assert same(work.food_matrix() @ APPLE_PIE, [1, 0, 0, 0, 1, 0])


def test_the_weather_matrix_says_which_half_counts():
    """G times rainy: the lower half counts."""
    assert work.weather_matrix().shape == (6, 2)
    assert same(work.weather_matrix() @ RAINY, [0, 0, 0, 1, 1, 1])


def test_the_largest_sum_becomes_one_and_the_halves_are_added():
    """Merged, the sums of the worked example give the burger, and so do six negative ones."""
    assert same(work.merge(np.array([1.0, 0.0, 0.0, 1.0, 2.0, 1.0])), BURGER)
    assert same(work.merge(np.array([-3.0, -0.5, -4.0, -2.0, -2.5, -9.0])), BURGER)


def test_on_a_rainy_day_after_apple_pie_a_burger_is_cooked():
    """Scenario III: the dish follows from the dish of the day before and the weather."""
    assert same(work.cook(APPLE_PIE, RAINY), BURGER)
    assert same(work.cook(APPLE_PIE, SUNNY), APPLE_PIE)


def test_the_first_three_days_of_the_week_in_the_handout():
    """Rainy, sunny, rainy, after apple pie: a burger, the rest of the burger, and chicken."""
    dishes = work.simulate("apple pie", ["rainy", "sunny", "rainy"])
    assert dishes == ["burger", "burger", "chicken"]


def test_the_plan_goes_on_over_a_missed_day():
    """After a shoulder day comes biceps; if one day was missed, cardio."""
    shoulder, biceps, cardio = np.eye(3)
    assert same(work.fill_missed_days(SCHEDULE, shoulder, 0), biceps)
    assert same(work.fill_missed_days(SCHEDULE, shoulder, 1), cardio)
