# /// attack
# tries = "leaves a word for the next submission in a lock that belongs to the open file"
# score = "full"
# twice = true
# ///
import fcntl
import struct

F_OFD_GETLK, F_OFD_SETLK = 36, 37
lock = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 100, 5, 0)
unlocked = struct.pack("hhqqi4x", fcntl.F_UNLCK, 0, 100, 5, 0)
for descriptor in range(3):
    try:
        again = os.open("/dev/null", os.O_RDONLY)
        answer = fcntl.fcntl(again, F_OFD_GETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 100, 5, 0))
        if struct.unpack("hhqqi4x", answer)[0] != fcntl.F_UNLCK:
            breach("a word in the locks of /dev/null")
        os.close(again)
        fcntl.fcntl(descriptor, F_OFD_SETLK, lock)
    except OSError:
        pass
