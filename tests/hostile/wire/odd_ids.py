# /// attack
# tries = "has the id of its answer be nothing, a float, a truth, a list and an empty array"
# score_at_most = 83.75
# status = ["crashed"]
# ///
ids = [None, 0.5, True, [], {}, "1", b"1", 2**64 - 1, -1]


def softmax(z):
    ids.insert(0, ids.pop())
    if z.ndim == 2:
        send_answer("returned", value(z), b"", request=float(request_id()))
    elif ids[0] is None:
        send_message(value(["returned", np.zeros(0), z, None]))
    else:
        send_answer("returned", value(z), b"", request=ids[0])
    os._exit(0)
