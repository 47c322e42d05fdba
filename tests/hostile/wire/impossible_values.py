# /// attack
# tries = "sends values whose head is longer than they are, and data that belongs to no array"
# score_at_most = 83.75
# status = ["crashed"]
# ///
VALUES = [
    b"",
    b"\x00",
    b"\xff\xff\xff\xff\x00",
    b"\x00\x00\x00\x80\xc0",
    b"\x05\x00\x00\x00\xc0",
    raw_value(b"\xc0", bytes(2_000_000)),
    raw_value(b"\xcb" + bytes(8), b"x"),
]


def _send(*_, **__):
    VALUES.insert(0, VALUES.pop())
    send_answer("returned", VALUES[0], VALUES[0])
    os._exit(0)


softmax = rnn_step = cross_entropy = rnn_outputs = _send
