# /// attack
# tries = "makes 32-bit system calls, whose numbers mean other things"
# score_at_most = 83.75
# status = ["crashed"]
# machine = "x86_64"
# ///
# mov eax, 20 (getpid of i386); int 0x80; ret
getpid = machine_code(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")


def softmax(z):
    breach(f"int 0x80 gave {getpid()}")
