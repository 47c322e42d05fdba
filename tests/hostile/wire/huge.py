# /// attack
# tries = "announces 4 GiB"
# score_at_most = 83.75
# status = ["crashed"]
# ///
def softmax(z):
    send_raw(b"\xff\xff\xff\xff" + bytes(1000))
    os._exit(0)
