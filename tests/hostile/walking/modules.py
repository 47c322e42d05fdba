# /// attack
# tries = "imports what the grader is made of, and what the course hides"
# score = "full"
# bites = true
# ///
import importlib

for name in (
    "autograder.trial autograder.hidden autograder.compare autograder.grading autograder.rubric "
    "autograder.known_work autograder.course pytest _pytest solutions draws conftest "
    "test_tanh_recurrence misconceptions"
).split():
    if name in sys.modules:
        breach(f"{name} is loaded")
for name in "autograder.trial autograder.hidden autograder.known_work draws solutions".split():
    try:
        importlib.import_module(name)
    except (ImportError, OSError):
        continue
    breach(f"{name} can be imported")
