# /// attack
# tries = "looks like the instructor's Ctrl-C while the file loads"
# load = "raised"
# score = 0
# ///
raise KeyboardInterrupt
