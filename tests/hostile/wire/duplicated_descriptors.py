# /// attack
# tries = "looks for a descriptor beside the channel, the pipe of its output and /dev/null"
# score = "full"
# ///
import stat

for number in range(1024):
    try:
        found = os.fstat(number)
    except OSError:
        continue
    if number > 4:
        breach(f"descriptor {number}")
    if number < 3 and (not stat.S_ISCHR(found.st_mode) or os.read(number, 1)):
        breach(f"descriptor {number} is not /dev/null")
