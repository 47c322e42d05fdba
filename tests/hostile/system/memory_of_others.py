# /// attack
# tries = "reads and writes the memory of the server and the grader by system calls"
# score = "full"
# ///
buffer = ctypes.create_string_buffer(16)
vector = (ctypes.c_void_p * 2)(ctypes.addressof(buffer), 16)
for who in (os.getppid(), int("@SERVER@"), int("@GRADER@"), os.getpid()):
    refused("reading", call, "process_vm_readv", who, vector, 1, vector, 1, 0)
    refused("writing", call, "process_vm_writev", who, vector, 1, vector, 1, 0)
    refused("a descriptor of a process", system_call, 434, who, 0)
refused("a descriptor of its own process", os.pidfd_open, os.getpid())
refused("advice to a process", system_call, 440, 3, vector, 1, 4, 0)
