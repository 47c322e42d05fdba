# /// attack
# tries = "changes the flags of the channel and of the pipe of its output"
# score = "full"
# ///
import fcntl

for descriptor in (3, 4):
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    for flag in (os.O_NONBLOCK, os.O_APPEND, 0o20000, os.O_DIRECT, os.O_NOATIME):
        try:
            fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | flag)
        except OSError:
            pass
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags)
