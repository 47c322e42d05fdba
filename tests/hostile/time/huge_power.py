# /// attack
# tries = "computes for years in C, holding the interpreter's lock"
# hasty = true
# score_at_most = 65
# status = ["timed_out", "not_run", "raised", "crashed"]
# ///
def softmax(z):
    return 9**9**9
