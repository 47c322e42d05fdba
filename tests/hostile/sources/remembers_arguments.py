# /// attack
# tries = "answers with what it was asked in the call before"
# score = 83.75
# ///
right = softmax
asked = [np.zeros(2)]


def softmax(z):
    asked.append(z.copy())
    return right(asked[-2])
