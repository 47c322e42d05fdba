# /// attack
# tries = "behaves while it is tried and attacks in the last call only"
# score = "full"
# bites = true
# ///
import socket

right = predict_tokens
calls = []


def predict_tokens(logits, vocabulary):
    calls.append(1)
    if len(calls) > 3:
        refused("a file", open, "/etc/passwd")
        refused("a file", open, "/tmp/@NAME@", "w")
        refused("a socket", socket.socket)
        if refused("a process", os.fork) == 0:
            os._exit(0)
    return right(logits, vocabulary)
