# /// attack
# tries = "overwrites small integers, True and None in memory"
# score_at_most = 100
# load = "any"
# status = ["crashed", "raised", "invalid_return", "timed_out", "not_run"]
# hasty = true
# ///
ctypes.memmove(id(0) + 24, id(1) + 24, 4)
ctypes.memmove(id(False) + 24, id(True) + 24, 4)
