# /// attack
# tries = "clones a thread without a library, and one in a namespace of its own"
# score = "full"
# machine = "x86_64"
# ///
THREAD = 0x100 | 0x800 | 0x10000
for flag in (0, 0x10000000, 0x20000000, 0x40000000, 0x00020000):
    refused(f"a thread with {flag:x}", system_call, 56, THREAD | flag, 0, 0, 0, 0)
