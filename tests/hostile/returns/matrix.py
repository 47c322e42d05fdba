# /// attack
# tries = "returns np.matrix, masked arrays whose mask hides every value, memory maps, char arrays"
# score = 83.75
# status = ["invalid_return"]
# ///
import warnings

warnings.simplefilter("ignore")
right = softmax


def softmax(z):
    p = right(z)
    return [
        lambda: np.ma.array(p * 0, mask=True),
        lambda: np.matrix(p),
        lambda: np.char.array(["x"]),
        lambda: p.view(np.recarray),
    ][z.size % 4]()
