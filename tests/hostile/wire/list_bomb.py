# /// attack
# tries = "fills the grader's memory with 16 MiB that unpack to eight million lists"
# score_at_most = 97.5
# status = ["crashed", "timed_out", "not_run"]
# hasty = true
# ///
PART = b"\xdd" + (999_001).to_bytes(4, "big") + b"\x00" + b"\x91\x00" * 999_000
LISTS = raw_value(b"\x99\x00" + PART * 8)


def predict_tokens(*arguments):
    send_answer("returned", LISTS, b"")
    os._exit(0)
