# /// attack
# tries = "behaves while it is tried and attacks in the last call only"
# score = "full"
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
        refused("a process", os.fork)
    return right(logits, vocabulary)
