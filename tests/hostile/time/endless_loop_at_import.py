# /// attack
# tries = "loops without end while it loads"
# hasty = true
# load = "timed_out"
# score = 0
# ///
while True:
    pass
