"""Known-wrong work without a name: mistakes that a clever but careless student makes."""


class WeatherDishOfIntegers:
    """Returns whole numbers."""

    def dish_from_weather(weather):
        return np.array([1, 0, 0]) if weather[0] == 1 else np.array([0, 1, 0])


class WeatherDishAsList:
    """Returns a list."""

    def dish_from_weather(weather):
        return [float(weather[0]), float(weather[1]), 0.0]


class WeatherDishAsColumn:
    """Returns a column (3, 1)."""

    def dish_from_weather(weather):
        return np.array([[1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]) @ weather.reshape(2, 1)


class WeatherDishChickenOnRainyDays:
    """Skips the burger."""

    def dish_from_weather(weather):
        return np.array([[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]]) @ weather


class WeatherDishExchanged:
    """A burger if it is sunny."""

    def dish_from_weather(weather):
        return np.array([[0.0, 1.0], [1.0, 0.0], [0.0, 0.0]]) @ weather


class WeatherDishAlwaysApplePie:
    """Compares the weather with a name."""

    def dish_from_weather(weather):
        return np.eye(3)[1] if "rainy" in weather.astype(str) else np.eye(3)[0]


class WeatherDishNameOnly:
    """Returns the name of the dish."""

    def dish_from_weather(weather):
        return DISHES[int(weather.argmax())]


class WeatherDishByIdentity:
    """Remembers the answer of the last call."""

    def dish_from_weather(weather):
        cache = dish_from_weather.__dict__
        if "dish" not in cache:
            cache["dish"] = np.append(weather, 0.0)
        return cache["dish"].copy()


class WeatherDishWritesIntoWeather:
    """Empties the weather while it reads it."""

    def dish_from_weather(weather):
        dish = np.zeros(3)
        for place in range(2):
            dish[place] = weather[place]
            weather[place] = 0.0
        return dish


class NextDishOffByOne:
    """Goes one day too far."""

    def next_dish(dish, days=1):
        return np.linalg.matrix_power(_following(), days + 1) @ dish


class NextDishAtLeastOneDay:
    """Goes one day on before it counts."""

    def next_dish(dish, days=1):
        dish = _following() @ dish
        for _ in range(days - 1):
            dish = _following() @ dish
        return dish


class NextDishDefaultOfZero:
    """Stays where it is unless told otherwise."""

    def next_dish(dish, days=0):
        return np.linalg.matrix_power(_following(), days) @ dish


class NextDishElementwisePower:
    """Raises the entries of the matrix to a power instead of the matrix."""

    def next_dish(dish, days=1):
        return _following() ** days @ dish


class NextDishTimesDays:
    """Multiplies by the number of days."""

    def next_dish(dish, days=1):
        return days * (_following() @ dish)


class NextDishAllBySeven:
    """Goes on for at most a week."""

    def next_dish(dish, days=1):
        return np.linalg.matrix_power(_following(), min(days, 7)) @ dish


class NextDishModuloFour:
    """Takes the round for four days long."""

    def next_dish(dish, days=1):
        return np.linalg.matrix_power(_following(), days % 4) @ dish


class NextDishTwoOnly:
    """Forgets the way from chicken back to apple pie."""

    def next_dish(dish, days=1):
        return np.linalg.matrix_power(np.eye(3, k=-1), days) @ dish


class NextDishStaysAtChicken:
    """Ends at chicken."""

    def next_dish(dish, days=1):
        return np.eye(3)[min(int(dish.argmax()) + days, 2)]


class NextDishInPlace:
    """Rolls the dish that it was given."""

    def next_dish(dish, days=1):
        for _ in range(days):
            dish[:] = np.roll(dish, 1)
        return dish


class NextDishOfFloat32:
    """Returns float32."""

    def next_dish(dish, days=1):
        return np.roll(dish, days).astype(np.float32)


class NextDishOfIntegers:
    """Starts from a matrix of integers."""

    def next_dish(dish, days=1):
        state = dish.astype(int)
        for _ in range(days):
            state = np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]]) @ state
        return state


class NextDishRaisesForNoDay:
    """Wants at least one day."""

    def next_dish(dish, days=1):
        if days < 1:
            raise ValueError("days")
        return np.linalg.matrix_power(_following(), days) @ dish


class NextDishGoesOnFromTheLastCall:
    """Keeps the state between calls."""

    def next_dish(dish, days=1):
        state = next_dish.__dict__.get("state", dish)
        next_dish.state = np.linalg.matrix_power(_following(), days) @ state
        return next_dish.state.copy()


class FoodMatrixOfIntegers:
    def food_matrix():
        return np.vstack([np.eye(3), _following()]).astype(int)


class FoodMatrixSideBySide:
    """Three rows and six columns."""

    def food_matrix():
        return np.hstack([np.eye(3), _following()])

    def cook(dish, weather):
        return np.roll(dish, int(weather[1]))


class FoodMatrixOnlyNext:
    """Both halves are the next dish."""

    def food_matrix():
        return np.vstack([_following(), _following()])


class FoodMatrixRowsInTurn:
    """Same and next take turns, row by row."""

    def food_matrix():
        return np.stack([np.eye(3), _following()], axis=1).reshape(6, 3)


class FoodMatrixAsList:
    def food_matrix():
        return np.vstack([np.eye(3), _following()]).tolist()


class BothMatricesUpsideDown:
    """Next above, same below, in both: the roommate is right, the matrices are not."""

    def food_matrix():
        return np.vstack([_following(), np.eye(3)])

    def weather_matrix():
        return np.repeat(np.eye(2)[::-1], 3, axis=0)


class WeatherMatrixTransposed:
    def weather_matrix():
        return np.repeat(np.eye(2), 3, axis=1)

    def cook(dish, weather):
        return np.roll(dish, int(weather[1]))


class WeatherMatrixInTurn:
    """Sunny and rainy take turns, row by row."""

    def weather_matrix():
        return np.tile(np.eye(2), (3, 1))


class WeatherMatrixOfTwos:
    """A stronger vote: cook is right all the same."""

    def weather_matrix():
        return 2 * np.repeat(np.eye(2), 3, axis=0)


class WeatherMatrixMinusOnes:
    """Votes against the other half: cook is right all the same."""

    def weather_matrix():
        votes = np.repeat(np.eye(2), 3, axis=0)
        return votes - votes[:, ::-1]


class FoodMatrixTurnsOver:
    """Exchanges the halves of one and the same matrix with each call."""

    def food_matrix():
        kept = food_matrix.__dict__.setdefault("kept", np.vstack([_following(), np.eye(3)]))
        kept[:] = np.roll(kept, 3, axis=0)
        return kept

    def cook(dish, weather):
        return np.roll(dish, int(weather[1]))


class MergeHighestOfEachHalf:
    """Each half has its own largest."""

    def merge(sums):
        same, following = sums[:3], sums[3:]
        return (same == same.max()).astype(float) + (following == following.max())


class MergeAddsFirst:
    """Adds the halves and takes the largest then."""

    def merge(sums):
        total = sums[:3] + sums[3:]
        return (total == total.max()).astype(float)


class MergeAddsPairs:
    """Adds neighbours."""

    def merge(sums):
        winner = (sums == sums.max()).astype(float)
        return winner[::2] + winner[1::2]


class MergeFromZero:
    """Looks for a largest that is above zero."""

    def merge(sums):
        best, place = 0.0, 0
        for i, value in enumerate(sums):
            if value > best:
                best, place = value, i
        return np.eye(3)[place % 3]


class MergeLooksForTwo:
    """Knows that the largest sum of the example is 2."""

    def merge(sums):
        winner = (sums == 2).astype(float)
        return winner[:3] + winner[3:]


class MergeRounds:
    """Works with whole numbers only."""

    def merge(sums):
        sums = np.round(sums)
        winner = (sums == sums.max()).astype(float)
        return winner[:3] + winner[3:]


class MergeIsClose:
    """Takes nearly equal sums for equal."""

    def merge(sums):
        winner = np.isclose(sums, sums.max()).astype(float)
        return winner[:3] + winner[3:]


class MergeAbsolute:
    """The largest in size."""

    def merge(sums):
        return np.eye(3)[np.abs(sums).argmax() % 3]


class MergeKeepsTheSum:
    """The largest keeps its value."""

    def merge(sums):
        winner = np.where(sums == sums.max(), sums, 0.0)
        return winner[:3] + winner[3:]


class MergeDivides:
    """Divides by the largest and cuts off."""

    def merge(sums):
        winner = np.floor(sums / sums.max())
        return winner[:3] + winner[3:]


class MergeSoftmax:
    """Softmax where the largest was asked for."""

    def merge(sums):
        p = np.exp(sums - sums.max())
        p /= p.sum()
        return p[:3] + p[3:]


class MergeBool:
    """True and False."""

    def merge(sums):
        winner = sums == sums.max()
        return winner[:3] | winner[3:]

    def cook(dish, weather):
        return np.roll(dish, int(weather[1]))


class MergeUpperHalfOnly:
    """Forgets the lower half."""

    def merge(sums):
        return (sums == sums.max()).astype(float)[:3]


class MergeWritesIntoSums:
    """Turns the sums themselves into zeros and ones."""

    def merge(sums):
        place = sums.argmax()
        sums[:] = 0
        sums[place] = 1
        return sums[:3] + sums[3:]


class MergeReturnsThePlace:
    """A number instead of a vector."""

    def merge(sums):
        return int(sums.argmax() % 3)

    def cook(dish, weather):
        return np.roll(dish, int(weather[1]))


class CookOnlyTheWeather:
    """Cooks as in scenario I."""

    def cook(dish, weather):
        return dish_from_weather(weather)


class CookWithoutWeather:
    """Merges what the food matrix gives: the first of two equal ones wins."""

    def cook(dish, weather):
        return np.eye(3)[(food_matrix() @ dish).argmax() % 3]


class CookMultipliesProposals:
    """The halves are weighted but not merged."""

    def cook(dish, weather):
        return (food_matrix() @ dish) * (weather_matrix() @ weather)

    def simulate(dish, weathers):
        place = DISHES.index(dish)
        names = []
        for weather in weathers:
            place = (place + WEATHERS.index(weather)) % 3
            names.append(DISHES[place])
        return names


class CookIntoYesterday:
    """Writes the new dish over the old one."""

    def cook(dish, weather):
        dish[:] = merge(food_matrix() @ dish + weather_matrix() @ weather)
        return dish.copy()


class CookOfIntegers:
    def cook(dish, weather):
        return np.roll(dish, int(weather[1])).astype(int)


class SimulateWithStart:
    """The first name is the dish of the day before."""

    def simulate(dish, weathers):
        names = [dish]
        for weather in weathers:
            place = DISHES.index(names[-1]) + WEATHERS.index(weather)
            names.append(DISHES[place % 3])
        return names


class SimulateOneDayLate:
    """Notes the dish before it looks at the weather."""

    def simulate(dish, weathers):
        names = []
        for weather in weathers:
            names.append(dish)
            dish = DISHES[(DISHES.index(dish) + WEATHERS.index(weather)) % 3]
        return names


class SimulateLastDayOnly:
    def simulate(dish, weathers):
        for weather in weathers:
            dish = DISHES[(DISHES.index(dish) + WEATHERS.index(weather)) % 3]
        return dish


class SimulateVectors:
    """Vectors instead of names."""

    def simulate(dish, weathers):
        state = np.eye(3)[DISHES.index(dish)]
        states = []
        for weather in weathers:
            state = cook(state, np.eye(2)[WEATHERS.index(weather)])
            states.append(state)
        return states


class SimulatePlaces:
    """Numbers instead of names."""

    def simulate(dish, weathers):
        place = DISHES.index(dish)
        places = []
        for weather in weathers:
            place = (place + WEATHERS.index(weather)) % 3
            places.append(place)
        return places


class SimulateEatsTheForecast:
    """Takes the days out of the list."""

    def simulate(dish, weathers):
        names = []
        while weathers:
            weather = weathers.pop(0)
            dish = DISHES[(DISHES.index(dish) + WEATHERS.index(weather)) % 3]
            names.append(dish)
        return names


class SimulateFromApplePie:
    """Always starts from apple pie."""

    def simulate(dish, weathers):
        place, names = 0, []
        for weather in weathers:
            place = (place + WEATHERS.index(weather)) % 3
            names.append(DISHES[place])
        return names


class SimulateSkipsSunnyDays:
    """Names only what is cooked."""

    def simulate(dish, weathers):
        names = []
        for weather in weathers:
            if weather == "rainy":
                dish = DISHES[(DISHES.index(dish) + 1) % 3]
                names.append(dish)
        return names


class SimulateRaisesWithoutDays:
    def simulate(dish, weathers):
        last = weathers[-1]
        place, names = DISHES.index(dish), []
        for weather in [*weathers[:-1], last]:
            place = (place + WEATHERS.index(weather)) % 3
            names.append(DISHES[place])
        return names


class SimulateEndsAtChicken:
    """Does not know what follows chicken."""

    def simulate(dish, weathers):
        place, names = DISHES.index(dish), []
        for weather in weathers:
            place = min(place + WEATHERS.index(weather), 2)
            names.append(DISHES[place])
        return names


class GymCountsTheLastDay:
    """The day itself is counted as missed."""

    def fill_missed_days(schedule_matrix, last, missed):
        return np.linalg.matrix_power(schedule_matrix, missed) @ last


class GymTwoStepsForEachMissedDay:
    def fill_missed_days(schedule_matrix, last, missed):
        return np.linalg.matrix_power(schedule_matrix, 2 * missed + 1) @ last


class GymOneMissedDayAtMost:
    def fill_missed_days(schedule_matrix, last, missed):
        return np.linalg.matrix_power(schedule_matrix, 1 + (missed > 0)) @ last


class GymTransposed:
    """Reads the schedule by rows."""

    def fill_missed_days(schedule_matrix, last, missed):
        return np.linalg.matrix_power(schedule_matrix.T, missed + 1) @ last


class GymOfThreeExercises:
    """Takes every plan for a round of three."""

    def fill_missed_days(schedule_matrix, last, missed):
        return np.linalg.matrix_power(schedule_matrix, missed % 3 + 1) @ last


class GymInOrder:
    """Takes the exercises in the order of their numbers."""

    def fill_missed_days(schedule_matrix, last, missed):
        return np.roll(last, missed + 1)


class GymElementwisePower:
    def fill_missed_days(schedule_matrix, last, missed):
        return schedule_matrix ** (missed + 1) @ last


class GymOverwritesTheSchedule:
    def fill_missed_days(schedule_matrix, last, missed):
        step = schedule_matrix.copy()
        for _ in range(missed):
            schedule_matrix[:] = step @ schedule_matrix
        return schedule_matrix @ last


class GymReturnsThePlace:
    def fill_missed_days(schedule_matrix, last, missed):
        return int((np.linalg.matrix_power(schedule_matrix, missed + 1) @ last).argmax())


class GymAllMissedDays:
    """Lists the exercises of the missed days as well."""

    def fill_missed_days(schedule_matrix, last, missed):
        days = [schedule_matrix @ last]
        for _ in range(missed):
            days.append(schedule_matrix @ days[-1])
        return np.array(days)
