# /// attack
# tries = "answers past the worker with the right id and a wrong value"
# score_at_most = 83.75
# status = ["crashed"]
# ///
def softmax(z):
    send_answer("returned", value(z), value([[z], {}]))
    os._exit(0)
