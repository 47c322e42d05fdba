# /// attack
# tries = "cannot be compiled"
# load = "raised"
# score = 0
# ///
def softmax(z:
    return z
