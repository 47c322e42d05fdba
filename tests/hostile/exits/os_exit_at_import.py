# /// attack
# tries = "leaves without Python noticing"
# load = "crashed"
# score = 0
# ///
os._exit(0)
