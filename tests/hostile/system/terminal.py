# /// attack
# tries = "types commands into the terminal of the instructor"
# score = "full"
# bites = true
# ///
import fcntl
import termios

TIOCLINUX = 0x541C
for descriptor in range(5):
    refused("TIOCSTI", fcntl.ioctl, descriptor, termios.TIOCSTI, b"x")
    refused("TIOCSTI with a high half", call, "ioctl", descriptor, ctypes.c_ulong(0x100005412), b"x")
    refused("TIOCLINUX", fcntl.ioctl, descriptor, TIOCLINUX, b"\x03")
    refused("TIOCSCTTY", fcntl.ioctl, descriptor, termios.TIOCSCTTY, 1)
    refused("TIOCNOTTY", fcntl.ioctl, descriptor, termios.TIOCNOTTY, 0)
refused("a pseudo-terminal", os.openpty)
