# /// attack
# tries = "loads libraries from where it may write, and from the channel"
# score = "full"
# ///
for path in ("/tmp/@NAME@.so", "/proc/self/fd/3", "@SECRET@", "./@NAME@.so"):
    refused(f"a library from {path}", ctypes.CDLL, path)
