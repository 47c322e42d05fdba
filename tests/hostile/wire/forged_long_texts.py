# /// attack
# tries = "forges names and texts of 15 MB"
# score_at_most = 83.75
# status = ["raised", "crashed", "invalid_return"]
# ///
LONG = "x" * 5_000_000


def softmax(z):
    send_answer("raised", LONG, LONG, 1)
    os._exit(0)


def rnn_outputs(*arguments):
    send_answer("invalid", LONG, LONG)
    os._exit(0)
