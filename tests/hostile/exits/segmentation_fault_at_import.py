# /// attack
# tries = "reads address 0 while it loads"
# load = "crashed"
# score = 0
# ///
ctypes.string_at(0)
