# /// attack
# tries = "announces more than it sends, and leaves"
# score_at_most = 83.75
# status = ["crashed"]
# ///
def softmax(z):
    send_raw(b"\xe8\x03\x00\x00\x94")
    os._exit(0)
