# /// attack
# tries = "looks through every object of its process for what only the grader may know"
# score = "full"
# ///
import gc

right = softmax
FORBIDDEN = ("autograder.trial", "autograder.hidden", "autograder.rubric", "autograder.grading")
FORBIDDEN += ("autograder.known_work", "autograder.compare", "_pytest", "pytest", "pydantic")


def softmax(z):
    for thing in gc.get_objects() + gc.get_objects(generation=2):
        module = getattr(thing, "__module__", None) if isinstance(thing, type) else None
        if isinstance(module, str) and module.startswith(FORBIDDEN):
            breach(f"{module} is in this process")
            break
        if type(thing) is dict and "misconceptions" in thing and "criteria" in thing:
            breach("a rubric")
    return right(z)
