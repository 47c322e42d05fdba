# /// attack
# tries = "looks for the generator of the hidden tests' numbers, and seeds its own"
# score = "full"
# ///
import gc
import random

if any(isinstance(thing, np.random.Generator) for thing in gc.get_objects()):
    breach("a generator")
random.seed(0)
np.random.seed(0)
