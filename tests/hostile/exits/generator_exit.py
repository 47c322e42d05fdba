# /// attack
# tries = "raises what `except Exception` does not catch"
# score = 83.75
# status = ["raised"]
# ///
def softmax(z):
    raise GeneratorExit
