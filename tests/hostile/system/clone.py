# /// attack
# tries = "starts processes with every kind of clone"
# score = "full"
# machine = "x86_64"
# ///
import struct

CLONE, CLONE3 = 56, 435
VM, FS, FILES, SIGHAND, VFORK, PARENT, PIDFD = 0x100, 0x200, 0x400, 0x800, 0x4000, 0x8000, 0x1000
for flags in (17, 0, VFORK | 17, PARENT | 17, VM | VFORK | 17, FS | FILES | 17, PIDFD | 17, SIGHAND | VM):
    try:
        child = system_call(CLONE, flags, 0, 0, 0, 0)
    except OSError:
        continue
    if child == 0:
        os._exit(0)
    breach(f"clone {flags:x}")
arguments = ctypes.create_string_buffer(struct.pack("<11Q", 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0))
try:
    child = system_call(CLONE3, arguments, 88)
    if child == 0:
        os._exit(0)
    breach("clone3")
except OSError:
    pass
