# /// attack
# tries = "drips its reply byte by byte, so that every single read ends in time"
# hasty = true
# score_at_most = 65
# status = ["timed_out", "not_run"]
# ///
import time


def softmax(z):
    send_raw((10**6).to_bytes(4, "little"))
    while True:
        send_raw(b"\0")
        time.sleep(0.05)
