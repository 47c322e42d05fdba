# /// attack
# tries = "answers with too many fields, too few, and of other types"
# score_at_most = 83.75
# status = ["crashed", "raised", "invalid_return"]
# ///
ANSWERS = [
    ("returned",),
    ("returned", b""),
    ("returned", "text", "text"),
    ("returned", b"", b"", b"", b""),
    ("returned", None, None),
    ("raised", "ValueError", "", 1.5),
    ("raised", "ValueError", "", 2**63),
    ("raised", b"ValueError", b"", 1),
    ("raised", "ValueError"),
    ("invalid", 1, 2),
    ("invalid", "x"),
    ("missing", 1, 2, 3),
    ("", 1),
    (b"returned", b"", b""),
]


def _send(*_, **__):
    ANSWERS.insert(0, ANSWERS.pop())
    send_answer(*ANSWERS[0])
    os._exit(0)


softmax = rnn_step = cross_entropy = rnn_outputs = _send
