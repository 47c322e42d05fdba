# /// attack
# tries = "returns texts that are equal to every text"
# score_at_most = 97.5
# status = ["invalid_return"]
# ///
class Text(str):
    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


def predict_tokens(logits, vocabulary):
    return [Text("x") for _ in logits]
