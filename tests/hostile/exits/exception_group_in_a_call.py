# /// attack
# tries = "raises a built-in exception that cannot be made from two texts"
# score = 83.75
# status = ["raised"]
# ///
def softmax(z):
    raise ExceptionGroup("several", [ValueError(1)])
