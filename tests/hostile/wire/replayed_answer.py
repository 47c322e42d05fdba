# /// attack
# tries = "sends the answer of an earlier call again"
# score_at_most = 83.75
# status = ["crashed"]
# ///
earlier = []


def softmax(z):
    if not earlier:
        earlier.append(request_id())
    else:
        send_answer("returned", value(z), b"", request=earlier[0])
        os._exit(0)
    return z
