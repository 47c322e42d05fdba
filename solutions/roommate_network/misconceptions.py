"""Known-wrong work with a name: each class holds the functions that its belief changes."""


class rays_101:
    """The first input of scenario I sends 1, 0, 1 to the three outputs, as the notes say."""

    def dish_from_weather(weather):
        return np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]]) @ weather


class cycle_backwards:
    """The round runs backwards: after apple pie comes chicken."""

    def next_dish(dish, days=1):
        return np.linalg.matrix_power(_following().T, days) @ dish

    def food_matrix():
        return np.vstack([np.eye(3), _following().T])


class days_ignored:
    """It is always the dish of the next day, whatever the number of days."""

    def next_dish(dish, days=1):
        return _following() @ dish


class weather_swapped:
    """On sunny days he cooks the next dish, on rainy days there are leftovers."""

    class food:
        """The halves of the food matrix are exchanged."""

        def food_matrix():
            return np.vstack([_following(), np.eye(3)])

    class weather:
        """The halves of the weather matrix are exchanged."""

        def weather_matrix():
            return np.repeat(np.eye(2), 3, axis=0)[::-1]


class merge_without_halves:
    """The largest sum becomes 1 among six entries, and that is the result."""

    def merge(sums):
        return (sums == sums.max()).astype(float)


class merge_threshold:
    """Every sum of at least 1 becomes 1, so that several dishes are served."""

    class added:
        """What is left over of the two halves is added."""

        def merge(sums):
            served = (sums >= 1).astype(float)
            return served[:3] + served[3:]

    class either:
        """A dish is served where it is left over in one of the halves, or in both."""

        def merge(sums):
            served = (sums >= 1).astype(float)
            return np.maximum(served[:3], served[3:])


class first_dish_every_day:
    """Every day starts from the dish of the day before the first one."""

    def simulate(dish, weathers):
        state = np.eye(3)[DISHES.index(dish)]
        names = []
        for weather in weathers:
            today = cook(state, np.eye(2)[WEATHERS.index(weather)])
            names.append(DISHES[today.argmax()])
        return names


class missed_day_single_step:
    """The plan waits: after any number of missed days comes the exercise that follows the last."""

    def fill_missed_days(schedule_matrix, last, missed):
        return schedule_matrix @ last
