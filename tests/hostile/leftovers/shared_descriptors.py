# /// attack
# tries = "leaves a word for the next submission in the flags of the /dev/null that all share"
# score = "full"
# twice = true
# bites = true
# ///
import fcntl

before = [fcntl.fcntl(descriptor, fcntl.F_GETFL) for descriptor in range(3)]
if any(flags & (os.O_APPEND | os.O_NONBLOCK) for flags in before):
    breach(f"a word in the flags of the standard descriptors: {before}")
for descriptor, flags in enumerate(before):
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_APPEND | os.O_NONBLOCK)
