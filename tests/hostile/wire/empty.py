# /// attack
# tries = "sends messages of no bytes, and of a byte that means nothing"
# score_at_most = 83.75
# status = ["crashed"]
# ///
def softmax(z):
    send_message(b"" if z.ndim == 1 else b"\xc1")
    os._exit(0)
