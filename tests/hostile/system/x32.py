# /// attack
# tries = "makes system calls of the x32 table, whose numbers have one more bit"
# score_at_most = 83.75
# status = ["crashed"]
# machine = "x86_64"
# ///
# mov eax, 0x40000027 (getpid of x32); syscall; ret
getpid = machine_code(b"\xb8\x27\x00\x00\x40\x0f\x05\xc3")


def softmax(z):
    number = getpid()
    if number > 0:
        breach(f"x32 gave {number}")
    os._exit(0)
