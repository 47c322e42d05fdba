"""Wrong submissions for roommate_network, written from the handout and the reference alone."""

import numpy as np


class whole_numbers:
    """The dish of scenario I has the right values, but they are integers instead of float64."""

    FUNCTIONS = ("dish_from_weather",)
    SHOWS = "integers instead of floats"

    def dish_from_weather(weather):
        if weather[0] == 1:
            return np.array([1, 0, 0])
        else:
            return np.array([0, 1, 0])


class lists_everywhere:
    """The two matrices and the dish of scenario I are right in value, but lists, not arrays."""

    FUNCTIONS = ("dish_from_weather", "food_matrix", "weather_matrix")
    SHOWS = "list instead of array"

    def dish_from_weather(weather):
        sunny = weather[0] == 1
        return [1.0, 0.0, 0.0] if sunny else [0.0, 1.0, 0.0]

    def food_matrix():
        return [[1.0, 0, 0], [0, 1, 0], [0, 0, 1], [0, 0, 1], [1, 0, 0], [0, 1, 0]]

    def weather_matrix():
        return [[1.0, 0], [1, 0], [1, 0], [0, 1], [0, 1], [0, 1]]

    def cook(dish, weather):
        f = np.array(food_matrix())
        g = np.array(weather_matrix())
        return merge(f @ dish + g @ weather)


class column_of_the_slides:
    """On a sunny day two dishes are cooked, apple pie and chicken; on a rainy day the dish is right."""

    FUNCTIONS = ("dish_from_weather",)
    SHOWS = "the slip of the notes"

    def dish_from_weather(weather):
        # rays of the nodes as in the slides
        sunny_rays = np.array([1.0, 0.0, 1.0])
        rainy_rays = np.array([0.0, 1.0, 0.0])
        return sunny_rays * weather[0] + rainy_rays * weather[1]


class sunny_and_rainy_exchanged:
    """In scenario I there is a burger if it is sunny and apple pie if it is rainy."""

    FUNCTIONS = ("dish_from_weather",)
    SHOWS = "the two dishes are exchanged"

    def dish_from_weather(weather):
        M = np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 0.0]])
        return M.dot(weather)


class rows_for_columns:
    """The round of scenario II runs backwards: after apple pie comes chicken."""

    FUNCTIONS = ("next_dish",)
    SHOWS = "the round runs backwards"

    def next_dish(dish, days=1):
        # apple -> burger -> chicken -> apple, one row for each
        P = np.array(
            [
                [0.0, 1.0, 0.0],
                [0.0, 0.0, 1.0],
                [1.0, 0.0, 0.0],
            ]
        )
        for day in range(days):
            dish = P @ dish
        return dish.copy()


class one_day_only:
    """next_dish goes on by one day, whatever the number of days."""

    FUNCTIONS = ("next_dish",)
    SHOWS = "days have no effect"

    def next_dish(dish, days=1):
        i = int(np.where(dish == 1)[0][0])
        result = np.zeros(3)
        result[(i + 1) % 3] = 1.0
        return result


class one_day_too_many:
    """next_dish goes on by one day more than asked for: always wrong."""

    FUNCTIONS = ("next_dish",)
    SHOWS = "one day too far"

    def next_dish(dish, days=1):
        index = dish.argmax()
        for _ in range(days + 1):
            index = 0 if index == 2 else index + 1
        return np.eye(3)[index]


class at_least_one_day:
    """next_dish is right but for days = 0, where it gives the dish of the next day."""

    FUNCTIONS = ("next_dish",)
    SHOWS = "wrong for zero days"

    def next_dish(dish, days=1):
        P = np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]], dtype=float)
        result = P @ dish
        while days > 1:
            result = P @ result
            days = days - 1
        return result


class end_of_the_round:
    """In scenario II nothing follows chicken: after it the vector is all zeros."""

    FUNCTIONS = ("next_dish",)
    SHOWS = "zeros after chicken"

    def next_dish(dish, days=1):
        for _ in range(days):
            new = np.zeros(3)
            new[1:] = dish[:2]
            dish = new
        return dish.copy()


class rolled_in_place:
    """next_dish gives the right dish and overwrites its argument with it."""

    FUNCTIONS = ("next_dish",)
    SHOWS = "argument changed"

    def next_dish(dish, days=1):
        for _ in range(days):
            last = dish[2]
            dish[2] = dish[1]
            dish[1] = dish[0]
            dish[0] = last
        return dish


class lower_half_backwards:
    """The lower half of the food matrix proposes the dish before instead of the one after; the upper
    half is right."""

    FUNCTIONS = ("food_matrix",)
    SHOWS = "the upper half is right"

    def food_matrix():
        same = np.eye(3)
        following = np.array([[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]])
        return np.vstack((same, following))


class halves_of_food_exchanged:
    """The upper half of the food matrix proposes the next dish, the lower half the same: the roommate
    cooks on sunny days."""

    FUNCTIONS = ("food_matrix",)
    SHOWS = "halves exchanged"

    def food_matrix():
        F = np.zeros((6, 3))
        F[0:3] = [[0, 0, 1], [1, 0, 0], [0, 1, 0]]
        F[3:6] = np.eye(3)
        return F


class halves_of_weather_exchanged:
    """The upper half of the weather matrix is 1 on rainy days, the lower half on sunny ones."""

    FUNCTIONS = ("weather_matrix",)
    SHOWS = "halves exchanged"

    def weather_matrix():
        G = np.zeros((6, 2))
        for i in range(6):
            if i < 3:
                G[i, 1] = 1.0
            else:
                G[i, 0] = 1.0
        return G


class both_upside_down:
    """Both matrices have their halves exchanged, so that the roommate does the right thing."""

    FUNCTIONS = ("food_matrix", "weather_matrix")
    SHOWS = "both wrong, together right"

    def food_matrix():
        following = np.array([[0.0, 0.0, 1.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])
        return np.concatenate([following, np.eye(3)], axis=0)

    def weather_matrix():
        rainy = np.array([0.0, 1.0])
        sunny = np.array([1.0, 0.0])
        return np.array([rainy, rainy, rainy, sunny, sunny, sunny])


class matrices_lying_down:
    """Both matrices are transposed: (3, 6) instead of (6, 3), and (2, 6) instead of (6, 2)."""

    FUNCTIONS = ("food_matrix", "weather_matrix")
    SHOWS = "transposed"

    def food_matrix():
        return np.array(
            [
                [1.0, 0.0, 0.0, 0.0, 1.0, 0.0],
                [0.0, 1.0, 0.0, 0.0, 0.0, 1.0],
                [0.0, 0.0, 1.0, 1.0, 0.0, 0.0],
            ]
        )

    def weather_matrix():
        return np.array([[1.0, 1.0, 1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 1.0, 1.0, 1.0]])

    def cook(dish, weather):
        return merge(dish @ food_matrix() + weather @ weather_matrix())


class six_entries_left:
    """merge marks the largest of the six sums, and returns all six entries."""

    FUNCTIONS = ("merge",)
    SHOWS = "the halves are not added"

    def merge(sums):
        result = np.zeros(6)
        result[np.argmax(sums)] = 1.0
        return result


class everything_from_one_on:
    """merge keeps each sum of at least 1, so that several dishes are 1 at the same time."""

    FUNCTIONS = ("merge",)
    SHOWS = "several dishes"

    def merge(sums):
        ones = np.where(sums >= 1, 1.0, 0.0)
        dish = ones[0:3] + ones[3:6]
        dish[dish > 1] = 1.0
        return dish


class added_before_the_maximum:
    """merge adds the halves first and marks the largest of the three totals."""

    FUNCTIONS = ("merge",)
    SHOWS = "the two steps are exchanged"

    def merge(sums):
        total = sums[:3] + sums[3:]
        dish = np.zeros(3)
        dish[total.argmax()] = 1.0
        return dish


class only_sums_of_two:
    """merge looks for the sum 2: right for the sums of the network, all zeros where none is 2."""

    FUNCTIONS = ("merge",)
    SHOWS = "right for the sums of the network only"

    def merge(sums):
        winner = np.zeros(6)
        winner[sums == 2] = 1
        return winner[:3] + winner[3:]


class largest_starts_at_zero:
    """merge finds the largest sum only if it is above zero; otherwise it takes the first entry."""

    FUNCTIONS = ("merge",)
    SHOWS = "wrong for negative sums"

    def merge(sums):
        biggest = 0
        where = 0
        for i in range(6):
            if sums[i] > biggest:
                biggest = sums[i]
                where = i
        out = np.zeros(3)
        out[where % 3] = 1
        return out


class largest_keeps_its_size:
    """merge keeps the value of the largest sum instead of making it 1: twice the right dish for the
    sums of the network."""

    FUNCTIONS = ("merge",)
    SHOWS = "right up to a factor"

    def merge(sums):
        kept = sums * (sums == np.max(sums))
        return kept[:3] + kept[3:]


class weather_forgotten:
    """cook merges the proposals of the food matrix alone: of two equal ones the first wins, so that it
    always gives yesterday's dish, which is wrong on rainy days."""

    FUNCTIONS = ("cook",)
    SHOWS = "the weather has no effect"

    def cook(dish, weather):
        sums = food_matrix() @ dish
        winner = np.zeros(6)
        winner[np.argmax(sums)] = 1.0
        return winner[:3] + winner[3:]


class yesterday_never_changes:
    """simulate starts each day from the dish of the day before the first one."""

    FUNCTIONS = ("simulate",)
    SHOWS = "the state is not carried on"

    def simulate(dish, weathers):
        result = []
        for w in weathers:
            if w == "sunny":
                result.append(dish)
            else:
                n = DISHES.index(dish)
                result.append(DISHES[(n + 1) % 3])
        return result


class start_among_the_days:
    """simulate puts the dish of the day before at the beginning: one name too many."""

    FUNCTIONS = ("simulate",)
    SHOWS = "one entry too many"

    def simulate(dish, weathers):
        days = [dish]
        for w in weathers:
            yesterday = np.eye(3)[DISHES.index(days[-1])]
            today = cook(yesterday, np.eye(2)[WEATHERS.index(w)])
            days.append(DISHES[int(today.argmax())])
        return days


class one_day_behind:
    """simulate notes the dish before it looks at the weather: every name stands one day too late, and
    the last is missing."""

    FUNCTIONS = ("simulate",)
    SHOWS = "shifted by one day"

    def simulate(dish, weathers):
        names = []
        for weather in weathers:
            names += [dish]
            if weather == "rainy":
                dish = DISHES[(DISHES.index(dish) + 1) % 3]
        return names


class last_name_only:
    """simulate returns the name of the last dish instead of a list of all."""

    FUNCTIONS = ("simulate",)
    SHOWS = "wrong type"

    def simulate(dish, weathers):
        d = np.eye(3)[DISHES.index(dish)]
        for w in weathers:
            d = cook(d, np.eye(2)[WEATHERS.index(w)])
        return DISHES[int(np.argmax(d))]


class plan_waits:
    """fill_missed_days gives the exercise after the last one, whatever was missed."""

    FUNCTIONS = ("fill_missed_days",)
    SHOWS = "missed days have no effect"

    def fill_missed_days(schedule_matrix, last, missed):
        return schedule_matrix.dot(last)


class day_of_return_not_counted:
    """fill_missed_days makes as many steps as days were missed, one too few."""

    FUNCTIONS = ("fill_missed_days",)
    SHOWS = "one step too few"

    def fill_missed_days(schedule_matrix, last, missed):
        exercise = last.copy()
        for day in range(missed):
            exercise = schedule_matrix @ exercise
        return exercise


class plan_read_by_rows:
    """fill_missed_days takes row j for what follows exercise j: the plan runs backwards, which is right
    for two exercises only, or where the steps make up half a round."""

    FUNCTIONS = ("fill_missed_days",)
    SHOWS = "transposed"

    def fill_missed_days(schedule_matrix, last, missed):
        j = int(np.argmax(last))
        for _ in range(missed + 1):
            j = int(np.argmax(schedule_matrix[j]))
        result = np.zeros(len(last))
        result[j] = 1.0
        return result


class round_of_three:
    """fill_missed_days counts the missed days modulo 3, as if every plan had three exercises."""

    FUNCTIONS = ("fill_missed_days",)
    SHOWS = "right for few missed days"

    def fill_missed_days(schedule_matrix, last, missed):
        steps = (missed % 3) + 1
        for _ in range(steps):
            last = schedule_matrix @ last
        return last
