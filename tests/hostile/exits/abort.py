# /// attack
# tries = "aborts"
# score = 83.75
# status = ["crashed"]
# ///
def softmax(z):
    os.abort()
