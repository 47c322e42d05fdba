# /// attack
# tries = "finds the checkout and the course on the search path and in the modules' file names"
# score = "full"
# bites = true
# ///
import autograder.sandbox.worker as worker

for place in [*sys.path, "@COURSE@", os.path.dirname(os.path.dirname(worker.__file__))]:
    for part in ("solutions", "rubrics/tanh_recurrence.toml", "tests/hidden", "autograder"):
        refused("listing", os.listdir, os.path.join(place, "..", part))
        refused("reading", open, os.path.join(place, part))
