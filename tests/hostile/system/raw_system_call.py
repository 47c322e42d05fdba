# /// attack
# tries = "makes system calls by machine code of its own, past every library"
# score = "full"
# machine = "x86_64"
# bites = true
# ///
# mov eax, 57 (fork); syscall; ret
fork = machine_code(b"\xb8\x39\x00\x00\x00\x0f\x05\xc3")
child = fork()
if child == 0:
    os._exit(0)
if child > 0:
    breach("a fork")
# xor edi, edi; mov eax, 105 (setuid); syscall; ret
if machine_code(b"\x31\xff\xb8\x69\x00\x00\x00\x0f\x05\xc3")() == 0:
    breach("root")
