# /// attack
# tries = "puts a hidden test's arguments into the text, the notes and the cause of an exception"
# score = 83.75
# status = ["raised"]
# never = ["LEAK"]
# ///
def softmax(z):
    error = ValueError("LEAK", z.tolist())
    error.add_note(f"LEAK {z}")
    raise error from KeyError(f"LEAK {z}")
