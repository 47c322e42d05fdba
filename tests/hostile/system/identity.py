# /// attack
# tries = "becomes root again, takes capabilities back, and undoes what locks it in"
# score = "full"
# bites = true
# ///
import struct

if os.getuid() == 0 or os.geteuid() == 0:
    breach("this is root")
for change in (os.setuid, os.seteuid, os.setgid, os.setegid):
    refused("an identity", change, 0)
refused("three identities", os.setresuid, 0, 0, 0)
refused("three groups", os.setresgid, 0, 0, 0)
refused("groups", os.setgroups, [0])
refused("the identity for files", call, "setfsuid", 0) if os.uname().machine == "x86_64" else None
header = struct.pack("<Ii", 0x20080522, 0)
refused("capabilities", call, "capset", header, struct.pack("<6I", *[0xFFFFFFFF] * 6))
for option, argument in ((38, 0), (22, 0), (4, 1), (1, 0), (8, 1), (24, 0), (47, 2), (36, 1), (15, b"x")):
    refused(f"prctl {option}", call, "prctl", option, argument, 0, 0, 0)
