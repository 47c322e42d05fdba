# /// attack
# tries = "sends without end"
# score_at_most = 83.75
# status = ["crashed"]
# ///
def softmax(z):
    while True:
        os.write(3, b"\x00\x00\x00\x01" * 4096)
