# /// attack
# tries = "fills the report with 10 MB of text"
# score = 70
# status = ["raised", "invalid_return"]
# ///
def softmax(z):
    raise ValueError("x" * 10_000_000)


def rnn_outputs(*arguments):
    return "y" * 10_000_000


def predict_tokens(*arguments):
    return type("z" * 1_000_000, (), {})()
