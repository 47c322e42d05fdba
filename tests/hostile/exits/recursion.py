# /// attack
# tries = "recurses without end"
# score = 83.75
# status = ["raised"]
# ///
def softmax(z):
    return softmax(z)
