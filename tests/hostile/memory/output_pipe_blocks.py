# /// attack
# tries = "waits for somebody to read what it prints"
# hasty = true
# score = 0
# load = "timed_out"
# ///
os.set_blocking(4, True)
while True:
    os.write(4, b"x" * 65536)
