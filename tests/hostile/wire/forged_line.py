# /// attack
# tries = "forges the line of an exception: the number is a hidden test's argument"
# score_at_most = 83.75
# status = ["raised", "crashed"]
# never = ["314159"]
# ///
def softmax(z):
    send_answer("raised", "ValueError", "", 314159265358979)
    os._exit(0)


def cross_entropy(logits, targets):
    send_answer("raised", "ValueError", "", -314159265358979)
    os._exit(0)
