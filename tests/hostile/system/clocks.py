# /// attack
# tries = "sets the clock, the host's name and the domain"
# score = "full"
# ///
import time

refused("the clock", time.clock_settime, time.CLOCK_REALTIME, 0)
refused("the host's name", __import__("socket").sethostname, "@NAME@")
refused("the time of day", call, "settimeofday", bytes(16), None)
refused("the domain", call, "setdomainname", b"x", 1)
