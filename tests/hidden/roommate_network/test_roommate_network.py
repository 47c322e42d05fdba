"""Hidden tests of the roommate network."""

import numpy as np
import pytest
from draws import backwards, entries, every_other, turned

DISHES = ("apple pie", "burger", "chicken")
WEATHERS = ("sunny", "rainy")


def one_hot(place, length):
    """A vector of zeros with a 1 at `place`."""
    vector = np.zeros(length)
    vector[place] = 1.0
    return vector


def dishes(rng):
    """The three dishes, in any order."""
    return [one_hot(place, 3) for place in rng.permutation(3)]


def weathers(rng):
    """The two kinds of weather, in any order."""
    return [one_hot(place, 2) for place in rng.permutation(2)]


def pairs(rng):
    """Every dish with every weather, in any order."""
    both = [(one_hot(i, 3), one_hot(j, 2)) for i in range(3) for j in range(2)]
    return [both[place] for place in rng.permutation(6)]


def forecast(rng, days):
    """The weather of some days: neither kind is missing where there are two days or more."""
    drawn = rng.integers(0, 2, days)
    drawn[:2] = rng.permutation(2)[:days]
    return [WEATHERS[place] for place in rng.permutation(drawn)]


def plan(rng, length):
    """The matrix of a weekly plan through all exercises, in any order."""
    order = rng.permutation(length)
    matrix = np.zeros((length, length))
    matrix[np.roll(order, -1), order] = 1.0
    return matrix


# Scenario I


@pytest.mark.criterion("scenario1")
def test_each_weather_has_its_dish(compare, rng):
    for weather in weathers(rng):
        compare("dish_from_weather", weather)


@pytest.mark.criterion("scenario1")
def test_the_weather_may_be_a_view(compare, rng):
    for view, weather in zip((every_other, backwards), weathers(rng), strict=True):
        compare("dish_from_weather", view(weather))
    compare("dish_from_weather", backwards(every_other(np.array([1.0, 0.0]))))


@pytest.mark.criterion("scenario1")
def test_the_weather_stays_and_the_same_weather_gives_the_same_dish(compare, rng):
    for weather in weathers(rng):
        compare.unchanged("dish_from_weather", weather)
    for weather in weathers(rng):
        compare("dish_from_weather", weather)


# Scenario II


@pytest.mark.criterion("scenario2")
def test_each_dish_is_followed_by_another(compare, rng):
    for dish in dishes(rng):
        compare("next_dish", dish)
    compare("next_dish", dish, 1)


@pytest.mark.criterion("scenario2")
def test_a_few_days_go_through_the_round(compare, rng):
    for days, dish in zip((2, 4, 5, 1, 7, 8), dishes(rng) + dishes(rng), strict=True):
        compare("next_dish", dish, days=days)


@pytest.mark.criterion("scenario2")
def test_no_day_and_whole_rounds_keep_the_dish(compare, rng):
    for days, dish in zip((0, 3, 6, 0, 300, 0), dishes(rng) + dishes(rng), strict=True):
        compare("next_dish", dish, days)


@pytest.mark.criterion("scenario2")
def test_many_days_go_through_many_rounds(compare, rng):
    for days in (100, 301, 302, 1000):
        compare("next_dish", dishes(rng)[0], days=days)


@pytest.mark.criterion("scenario2")
def test_some_days_and_then_others_are_all_of_them_in_one(compare, rng):
    first, second = rng.permutation([4, 7]).tolist()
    dish = dishes(rng)[0]
    compare("next_dish", dish, first)
    between = compare.like("next_dish", dish, first)
    last = compare.like("next_dish", between, second)
    assert np.allclose(last, compare.like("next_dish", dish, first + second), rtol=0, atol=1e-9)


@pytest.mark.criterion("scenario2")
def test_the_dish_may_be_a_view_and_stays(compare, rng):
    one, other, third = dishes(rng)
    compare("next_dish", every_other(one), 2)
    compare("next_dish", backwards(other), 5)
    for days, dish in enumerate((one, other, third)):
        compare.unchanged("next_dish", dish, days)


# The matrices of scenario III


@pytest.mark.criterion("matrices")
def test_the_food_matrix(compare):
    compare("food_matrix")


@pytest.mark.criterion("matrices")
def test_the_weather_matrix(compare):
    compare("weather_matrix")


@pytest.mark.criterion("matrices")
def test_the_matrices_are_the_same_each_time(compare):
    for _ in range(2):
        compare("food_matrix")
        compare("weather_matrix")


# Merging


@pytest.mark.criterion("merge")
def test_the_sums_of_the_network_are_merged(compare, reference, rng):
    for dish, weather in pairs(rng):
        compare("merge", reference.food_matrix() @ dish + reference.weather_matrix() @ weather)


@pytest.mark.criterion("merge")
def test_the_largest_of_any_six_sums_decides(compare, rng):
    for place in rng.permutation(6):
        sums = 3 * entries(rng, 6)
        sums[place] = sums.max() + rng.uniform(0.5, 4)
        compare("merge", sums)


@pytest.mark.criterion("merge")
def test_sums_may_all_be_negative_or_small_or_nearly_equal(compare, rng):
    for place, scale in zip(rng.permutation(6), (1, 1e-6, 1, 1e6, 1, 1e-6), strict=True):
        sums = scale * rng.uniform(-9, -5, 6)
        sums[place] = sums.max() + 0.001 * scale
        compare("merge", sums)
    for place in rng.permutation(6)[:3]:
        compare("merge", 1e6 + one_hot(place, 6))
    compare("merge", 2.0 * one_hot(place, 6) - 2.0)


@pytest.mark.criterion("merge")
def test_the_sums_may_be_a_view_and_stay(compare, rng):
    for view in (every_other, backwards):
        sums = entries(rng, 6)
        sums[rng.integers(6)] += 2
        compare("merge", view(sums))
        compare.unchanged("merge", sums)


@pytest.mark.criterion("merge")
def test_every_dish_and_weather_give_a_dish(compare, rng):
    for dish, weather in pairs(rng):
        compare("cook", dish, weather)


@pytest.mark.criterion("merge")
def test_dish_and_weather_may_be_views_and_stay(compare, rng):
    for dish, weather in zip(dishes(rng), weathers(rng), strict=False):
        compare("cook", backwards(dish), every_other(weather))
        compare("cook", every_other(dish), backwards(weather))
        compare.unchanged("cook", dish, weather)
    for dish in dishes(rng)[:2]:
        compare("cook", backwards(dish), one_hot(1, 2))


# Many days


@pytest.mark.criterion("simulate")
def test_a_week_from_every_dish(compare, rng):
    for place in rng.permutation(3):
        compare("simulate", DISHES[place], forecast(rng, 7))


@pytest.mark.criterion("simulate")
def test_no_day_one_day_and_two(compare, rng):
    for place in rng.permutation(3):
        compare("simulate", DISHES[place], ["rainy", "rainy"])
        compare("simulate", DISHES[place], forecast(rng, 1))
    compare("simulate", DISHES[place], forecast(rng, 2))
    compare("simulate", DISHES[place], [])


@pytest.mark.criterion("simulate")
def test_weather_that_does_not_change(compare, rng):
    for place, weather in zip(rng.permutation(3), ("rainy", "sunny", "rainy"), strict=True):
        compare("simulate", DISHES[place], [weather] * 5)


@pytest.mark.criterion("simulate")
def test_days_in_two_parts(compare, rng):
    """Whoever knows the last dish of the first part needs to know nothing else of it."""
    weather = [*forecast(rng, 3), "rainy", *forecast(rng, 5)]
    start = DISHES[rng.integers(3)]
    compare("simulate", start, weather)
    whole = compare.like("simulate", start, weather)
    early = compare.like("simulate", start, weather[:4])
    assert early + compare.like("simulate", early[-1], weather[4:]) == whole


@pytest.mark.criterion("simulate")
def test_the_forecast_stays(compare, rng):
    weather = forecast(rng, 6)
    start = DISHES[rng.integers(3)]
    compare.unchanged("simulate", start, weather)
    compare("simulate", start, weather)
    compare("simulate", start, ["rainy", *weather])


# The gym


@pytest.mark.criterion("gym")
def test_plans_of_any_length(compare, rng):
    for length in range(2, 8):
        schedule, last = plan(rng, length), one_hot(rng.integers(length), length)
        compare("fill_missed_days", schedule, last, 0)
        compare("fill_missed_days", schedule, last, int(rng.integers(1, length)))


@pytest.mark.criterion("gym")
def test_any_number_of_missed_days(compare, rng):
    schedule = plan(rng, 5)
    for missed in rng.permutation([0, 2, 4, 5, 11, 300, 998]).tolist():
        compare("fill_missed_days", schedule, one_hot(rng.integers(5), 5), missed)
    compare("fill_missed_days", plan(rng, 10), one_hot(rng.integers(10), 10), missed=7)


@pytest.mark.criterion("gym")
def test_each_missed_day_is_a_step_of_the_plan(compare, rng):
    schedule, last = plan(rng, 6), one_hot(rng.integers(6), 6)
    for missed in (1, 2):
        compare("fill_missed_days", schedule, last, missed)
        due = compare.like("fill_missed_days", schedule, last, missed)
        after = compare.like("fill_missed_days", schedule, last, missed + 1)
        assert np.allclose(schedule @ due, after, rtol=0, atol=1e-9)


@pytest.mark.criterion("gym")
def test_plan_and_exercise_may_be_views_and_stay(compare, rng):
    schedule, last = plan(rng, 4), one_hot(rng.integers(4), 4)
    compare("fill_missed_days", turned(schedule), every_other(last), 2)
    compare("fill_missed_days", backwards(schedule), backwards(last), 1)
    compare.unchanged("fill_missed_days", schedule, last, 3)
    compare("fill_missed_days", every_other(schedule), last, 0)
