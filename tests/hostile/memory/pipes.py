# /// attack
# tries = "keeps memory in the buffers of pipes, event files and timers"
# score = "full"
# ///
import fcntl

ends = []
try:
    while True:
        ends += os.pipe()
        fcntl.fcntl(ends[-1], 1031, 1 << 20)
except OSError:
    pass
if len(ends) > 100:
    breach("100 descriptors")
for end in ends:
    os.close(end)
