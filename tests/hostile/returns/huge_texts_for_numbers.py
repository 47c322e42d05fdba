# /// attack
# tries = "returns megabytes of text, bytes and keys where numbers are asked for"
# score_at_most = 83.75
# status = ["invalid_return"]
# ///
def softmax(z):
    return ["x" * 5_000_000, b"\xff" * 5_000_000, {str(n): n for n in range(100_000)}][z.size % 3]
