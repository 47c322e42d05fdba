# /// attack
# tries = "reads the grader's environment, arguments and user"
# score = "full"
# ///
import ctypes

for name in os.environ:
    if name.startswith(("AUTOGRADER", "PYTEST", "HOME", "USER", "SSH", "VIRTUAL")):
        breach(f"{name} in os.environ")
entries = ctypes.POINTER(ctypes.c_char_p).in_dll(_libc, "environ")
index = 0
while entries and entries[index]:
    if entries[index].startswith((b"AUTOGRADER", b"PYTEST", b"HOME", b"USER")):
        breach(f"{entries[index]} in the C environment")
    index += 1
if any("@COURSE@" in argument for argument in sys.argv + sys.orig_argv):
    breach("the course in the arguments")
