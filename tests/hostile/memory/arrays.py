# /// attack
# tries = "allocates arrays of terabytes, and of 64 MiB until none is left"
# score = 83.75
# status = ["raised", "crashed"]
# ///
def softmax(z):
    refused("a terabyte", np.ones, 1 << 37)
    kept = []
    for _ in range(40):
        kept.append(np.empty(8 << 20))
    breach("2.5 GiB of arrays")
