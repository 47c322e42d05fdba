# /// attack
# tries = "makes every system call that is not on the list of what a worker needs"
# score = "full"
# machine = "x86_64"
# ///
import errno

NEEDED = {
    *range(26), 28, 32, 33, *range(35, 40), 44, 45, 60, 63, 72, 79, 80, 81, 89, *range(95, 101),
    102, 104, 107, 108, 110, 115, 118, 120, 131, 158, 186, 201, 202, 204, 217, 218, 219, 222, 223,
    226, *range(228, 234), 257, 262, 267, 269, 270, 271, 273, 274, 281, *range(290, 294), 302, 309,
    318, 324, 332, 334, 439,
    335, 336,  # uretprobe and uprobe: no filter sees them, and they kill who is not probed
}
for number in sorted(set(range(600)) - NEEDED):
    ctypes.set_errno(0)
    if _libc.syscall(ctypes.c_long(number), 0, 0, 0, 0, 0, 0) != -1:
        breach(f"system call {number}")
    elif ctypes.get_errno() != errno.EPERM:
        breach(f"system call {number} reached the kernel: {os.strerror(ctypes.get_errno())}")
