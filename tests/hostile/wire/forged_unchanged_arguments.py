# /// attack
# tries = "sends back something else than the arguments that it was given"
# score_at_most = 83.75
# status = ["crashed"]
# ///
def softmax(z):
    send_answer("returned", value(z), value([{"z": z}, None, "x" * 100000]))
    os._exit(0)
