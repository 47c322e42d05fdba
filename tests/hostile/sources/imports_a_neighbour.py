# /// attack
# tries = "imports a second file from its folder, where a neighbour's work may lie"
# load = "raised"
# score = 0
# bites = true
# [beside]
# "helpers.py" = "value = 1"
# ///
sys.path[:0] = ["@HANDED_IN@", os.path.dirname("@HANDED_IN@"), "."]
import helpers

breach(f"a file beside it was imported: {helpers.__file__}")
