# /// attack
# tries = "reads its own environment, memory, maps, descriptors and limits in /proc"
# score = "full"
# bites = true
# ///
for who in ("self", "thread-self", str(os.getpid()), f"self/task/{os.getpid()}"):
    for file in ("environ", "mem", "maps", "cmdline", "status", "fdinfo/3", "mountinfo", "stat"):
        refused(f"/proc/{who}/{file}", open, f"/proc/{who}/{file}", "rb")
    for folder in ("fd", "task", "ns", "map_files", "root", "cwd"):
        refused(f"/proc/{who}/{folder}", os.listdir, f"/proc/{who}/{folder}")
refused("the channel, opened again", os.open, "/proc/self/fd/3", os.O_RDWR)
refused("an exe", open, "/proc/self/exe", "rb")
