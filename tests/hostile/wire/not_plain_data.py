# /// attack
# tries = "sends maps, time stamps, unknown extensions, broken text and lists without a kind"
# score_at_most = 83.75
# status = ["crashed"]
# ///
HEADS = [
    b"\x81\xa1a\x01",
    b"\xd6\xff\x00\x00\x00\x00",
    b"\xd4\x63\x00",
    b"\xa2\xff\xfe",
    b"\x90",
    b"\x91\x07",
    b"\x93\x02\xa1a\x00",
    b"\x92\x02\xa1a",
    b"\x95\x02\xa1a\x00\xa1a\x01",
    b"\x92\x00\x90",
    b"\xdd\xff\xff\xff\xff",
    b"\xc9\xff\xff\xff\xff\x01",
    b"\xc1",
    b"",
    b"\x00\x00",
]


def _send(*_, **__):
    HEADS.insert(0, HEADS.pop())
    send_answer("returned", raw_value(HEADS[0]), raw_value(HEADS[0]))
    os._exit(0)


softmax = rnn_step = cross_entropy = rnn_outputs = _send
