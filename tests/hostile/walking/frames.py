# /// attack
# tries = "walks the frames up to the worker and below for expected values, rubric and tests"
# score = "full"
# never = ["LEAK"]
# ///
right = softmax
WORDS = ("expected", "reference", "rubric", "criterion", "hidden", "misconception", "tests")


def softmax(z):
    for frame in list(sys._current_frames().values()) + [sys._getframe()]:
        while frame is not None:
            for name, value in {**frame.f_globals, **frame.f_locals}.items():
                if any(word in name.lower() for word in WORDS) and name != "WORDS":
                    breach(f"{name} in {frame.f_code.co_name}")
            frame = frame.f_back
    return right(z)
