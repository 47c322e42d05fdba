# /// attack
# tries = "leaves before anything is tested"
# load = "raised"
# score = 0
# ///
sys.exit(0)
