# /// attack
# tries = "forges names of exceptions and types that carry a hidden test's arguments"
# score_at_most = 83.75
# status = ["raised", "crashed", "invalid_return"]
# never = ["LEAK", "\u001b"]
# ///
def softmax(z):
    send_answer("raised", "LEAK\x1b[2J", f"LEAK{z}", -1)
    os._exit(0)


def cross_entropy(logits, targets):
    send_answer("invalid", "LEAK\x1b[2J", f"LEAK{logits}")
    os._exit(0)


def rnn_outputs(*arguments):
    send_answer("missing", "LEAK")
    os._exit(0)
