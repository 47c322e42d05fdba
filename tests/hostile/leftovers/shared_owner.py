# /// attack
# tries = "leaves a word for the next submission in the signal number of a shared descriptor"
# score = "full"
# twice = true
# bites = true
# ///
import fcntl

F_SETSIG, F_GETSIG = 10, 11
for descriptor in range(3):
    try:
        if fcntl.fcntl(descriptor, F_GETSIG) == 37:
            breach(f"a word in the signal of descriptor {descriptor}")
        fcntl.fcntl(descriptor, F_SETSIG, 37)
    except OSError:
        pass
