"""The reference solution of roommate_network against the numbers of the lecture notes."""

from itertools import pairwise, product

import numpy as np
import pytest

SLUG = "roommate_network"
DISHES = ["apple pie", "burger", "chicken"]
WEATHERS = ["sunny", "rainy"]
APPLE_PIE, BURGER, CHICKEN = np.eye(3)
SUNNY, RAINY = np.eye(2)
SHOULDER, BICEPS, CARDIO = np.eye(3)
PLAN = np.column_stack([BICEPS, CARDIO, SHOULDER])

# Each number of the notes, and the work that gives it.
COMPUTED = {
    "gym.next": lambda work: work.fill_missed_days(PLAN, SHOULDER, 0),
    "gym.missed_day": lambda work: work.fill_missed_days(PLAN, SHOULDER, 1),
    "cook1.matrix": lambda work: columns(work.dish_from_weather, 2),
    "cook1.sunny": lambda work: work.dish_from_weather(SUNNY),
    "cook1.rainy": lambda work: work.dish_from_weather(RAINY),
    "cook1.first_node_rays": lambda work: columns(work.dish_from_weather, 2)[:, 0],
    "cook1.second_node_rays": lambda work: columns(work.dish_from_weather, 2)[:, 1],
    "cook2.matrix": lambda work: columns(work.next_dish, 3),
    "cook2.apple_next": lambda work: work.next_dish(APPLE_PIE),
    "cook2.period": lambda work: period(work),
    "cook3.food_matrix": lambda work: work.food_matrix(),
    "cook3.weather_matrix": lambda work: work.weather_matrix(),
    "cook3.food_times_apple": lambda work: work.food_matrix() @ APPLE_PIE,
    "cook3.weather_times_sunny": lambda work: work.weather_matrix() @ SUNNY,
    "cook3.weather_times_rainy": lambda work: work.weather_matrix() @ RAINY,
    "cook3.sum_apple_rainy": lambda work: apple_rainy(work),
    "cook3.after_max": lambda work: (apple_rainy(work) == apple_rainy(work).max()) * 1.0,
    "cook3.result_apple_rainy": lambda work: work.merge(apple_rainy(work)),
    "cook3.week_R_S_R_R_S_S_R_from_apple": lambda work: [
        DISHES.index(name)
        for name in work.simulate(
            "apple pie", ["rainy", "sunny", "rainy", "rainy", "sunny", "sunny", "rainy"]
        )
    ],
    "cook3.table": lambda work: {
        f"{name}/{weather}": work.cook(dish, outside).tolist()
        for (name, dish), (weather, outside) in product(
            zip(("apple", "burger", "chicken"), np.eye(3), strict=True),
            zip(WEATHERS, np.eye(2), strict=True),
        )
    },
}


def columns(function, inputs):
    """The matrix of a network: what comes out for each one-hot vector."""
    return np.column_stack([function(vector) for vector in np.eye(inputs)])


def period(work):
    """After how many days every dish is back for the first time."""
    days = 1
    while any((work.next_dish(dish, days) != dish).any() for dish in np.eye(3)):
        days += 1
    return days


def apple_rainy(work):
    return work.food_matrix() @ APPLE_PIE + work.weather_matrix() @ RAINY


def cyclic(rng, n):
    """A plan that goes through n exercises in a random order, and that order."""
    order = rng.permutation(n)
    plan = np.zeros((n, n))
    plan[np.roll(order, -1), order] = 1
    return plan, order


@pytest.mark.parametrize("key", COMPUTED)
def test_the_verified_numbers_are_those_of_the_reference(work, golden, key):
    found, expected = COMPUTED[key](work), golden(SLUG)[key]["value"]
    if isinstance(expected, dict):
        assert found == expected
    else:
        assert np.array_equal(found, expected)


def test_every_verified_number_is_tested(golden):
    assert set(golden(SLUG)) == set(COMPUTED)


def test_the_printed_numbers_are_off_by_exactly_what_is_stated(work, golden):
    printed = {key: entry for key, entry in golden(SLUG).items() if "printed" in entry}
    off = {
        key: float(np.abs(np.subtract(COMPUTED[key](work), entry["printed"])).max())
        for key, entry in printed.items()
    }
    assert off == {key: entry["within"] for key, entry in printed.items()}
    assert [key for key in off if off[key]] == ["cook1.first_node_rays"]


def test_the_slip_of_the_notes_contradicts_the_matrix_beside_it(golden):
    matrix, slip = (
        golden(SLUG)[f"cook1.{key}"]["printed"] for key in ("matrix", "first_node_rays")
    )
    assert [row[0] for row in matrix] != slip


def test_every_dish_is_followed_by_every_other_within_a_round(work):
    for dish in np.eye(3):
        days = [tuple(work.next_dish(dish, n)) for n in range(3)]
        assert len(set(days)) == 3
        for n in (0, 3, 300, 999):
            assert np.array_equal(work.next_dish(dish, n), dish)
        assert np.array_equal(work.next_dish(work.next_dish(dish, 2), 5), work.next_dish(dish, 7))


def test_sunny_days_change_nothing_and_rainy_days_are_scenario_two(work):
    for dish in np.eye(3):
        assert np.array_equal(work.cook(dish, SUNNY), dish)
        assert np.array_equal(work.cook(dish, RAINY), work.next_dish(dish))
    for name in DISHES:
        assert work.simulate(name, ["sunny"] * 4) == [name] * 4
        assert work.simulate(name, ["rainy"] * 3)[-1] == name


def test_of_the_six_sums_of_the_network_one_is_larger_than_all_others(work):
    for dish, weather in product(np.eye(3), np.eye(2)):
        sums = work.food_matrix() @ dish + work.weather_matrix() @ weather
        assert np.sort(sums)[-1] > np.sort(sums)[-2]


def test_merging_depends_on_the_order_of_the_sums_only(work):
    rng = np.random.default_rng(0)
    for _ in range(20):
        sums = rng.normal(size=6)
        expected = np.eye(3)[sums.argmax() % 3]
        for other in (sums, sums - 10, 1e9 * sums, np.exp(sums), np.arctan(sums)):
            assert np.array_equal(work.merge(other), expected)


def test_a_simulation_can_be_cut_anywhere(work):
    rng = np.random.default_rng(1)
    weather = [WEATHERS[i] for i in rng.integers(0, 2, 12)]
    whole = work.simulate("chicken", weather)
    assert len(whole) == 12
    for cut in range(1, 12):
        early = work.simulate("chicken", weather[:cut])
        assert early + work.simulate(early[-1], weather[cut:]) == whole
    assert work.simulate("chicken", []) == []


@pytest.mark.parametrize("n", range(2, 11))
def test_a_plan_goes_on_over_missed_days(work, n):
    plan, order = cyclic(np.random.default_rng(n), n)
    for today, tomorrow in pairwise([*order, order[0]]):
        assert np.array_equal(work.fill_missed_days(plan, np.eye(n)[today], 0), np.eye(n)[tomorrow])
    for missed in (1, n - 1, n, 1000):
        due = np.eye(n)[order[(missed + 1) % n]]
        assert np.array_equal(work.fill_missed_days(plan, np.eye(n)[order[0]], missed), due)


def test_the_gym_of_three_exercises_is_scenario_two(work):
    for exercise, missed in product(np.eye(3), range(5)):
        due = work.fill_missed_days(PLAN, exercise, missed)
        assert np.array_equal(due, work.next_dish(exercise, missed + 1))


def test_results_are_new_float64_arrays_and_arguments_stay(work):
    sums, forecast = apple_rainy(work), ["rainy", "sunny"]
    dish, weather = APPLE_PIE.copy(), RAINY.copy()
    given = [dish, weather, sums, PLAN]
    copies = [array.copy() for array in given]
    results = [
        work.dish_from_weather(weather),
        *(work.next_dish(dish, days) for days in (0, 1, 3)),
        work.food_matrix(),
        work.weather_matrix(),
        work.merge(sums),
        work.cook(dish, weather),
        work.fill_missed_days(PLAN, dish, 2),
    ]
    work.simulate("burger", forecast)
    assert forecast == ["rainy", "sunny"]
    for array, copy in zip(given, copies, strict=True):
        assert np.array_equal(array, copy)
    for result in results:
        assert result.dtype == np.float64
        assert not any(np.shares_memory(result, array) for array in given)
    assert not np.shares_memory(work.food_matrix(), work.food_matrix())
