# /// attack
# tries = "takes memory in one piece of 8 GiB and in pieces of 100 MiB"
# score = 83.75
# status = ["raised", "crashed"]
# ///
def softmax(z):
    refused("8 GiB at once", bytes, 8 << 30)
    kept = []
    for _ in range(80):
        kept.append(bytes(100 << 20))
    breach("8 GiB in pieces")
