# /// attack
# tries = "waits for somebody to type, and reads what the grader may have typed"
# score = 83.75
# status = ["raised"]
# ///
def softmax(z):
    if sys.stdin.read():
        breach("something was typed")
    return input()
