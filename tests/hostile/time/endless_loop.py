# /// attack
# tries = "loops without end in Python"
# hasty = true
# score_at_most = 65
# status = ["timed_out", "not_run"]
# ///
def softmax(z):
    while True:
        pass
