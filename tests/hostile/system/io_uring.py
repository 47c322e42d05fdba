# /// attack
# tries = "lets the kernel make its system calls: io_uring and asynchronous input and output"
# score = "full"
# ///
parameters = ctypes.create_string_buffer(256)
refused("io_uring_setup", system_call, 425, 8, parameters)
refused("io_uring_enter", system_call, 426, 3, 1, 0, 0, None, 0)
refused("io_uring_register", system_call, 427, 3, 0, None, 0)
if os.uname().machine == "x86_64":
    context = ctypes.c_ulong()
    refused("io_setup", system_call, 206, 8, ctypes.byref(context))
