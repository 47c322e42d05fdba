# /// attack
# tries = "returns lists in lists, a hundred thousand deep"
# score = 83.75
# status = ["invalid_return", "raised", "crashed"]
# ///
def softmax(z):
    nest = []
    for _ in range(100_000):
        nest = [nest]
    return nest
