# /// attack
# tries = "switches address randomisation off and maps page zero"
# score = "full"
# bites = true
# ///
import mmap

refused("personality", call, "personality", 0x0040000)
refused("personality", call, "personality", 0xFFFFFFFF)
_libc.mmap.restype = ctypes.c_long
_libc.mmap.argtypes = [ctypes.c_void_p, *[ctypes.c_long] * 5]
if _libc.mmap(None, 4096, 3, 0x32, -1, 0) == 0 and ctypes.get_errno() == 0:
    breach("page zero")
