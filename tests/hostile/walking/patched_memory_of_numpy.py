# /// attack
# tries = "overwrites NumPy's own machine code and constants in memory"
# score_at_most = 100
# status = ["crashed", "raised", "invalid_return"]
# load = "any"
# ///
ctypes.memset(id(np.float64(1.0)), 0, 16)
np.core if False else None
address = ctypes.cast(_libc.strlen, ctypes.c_void_p).value
_libc.mprotect(ctypes.c_void_p(address & ~4095), 8192, 7)
ctypes.memset(address, 0xC3, 1)
