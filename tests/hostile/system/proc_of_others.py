# /// attack
# tries = "reads environment, memory and descriptors of the server, the grader and process 1"
# score = "full"
# ///
for who in (1, os.getppid(), "@SERVER@", "@GRADER@"):
    for file in ("environ", "mem", "maps", "cmdline", "stack", "stat", "auxv", "io"):
        refused(f"/proc/{who}/{file}", open, f"/proc/{who}/{file}", "rb")
        refused(f"/proc/{who}/{file} for writing", os.open, f"/proc/{who}/{file}", os.O_RDWR)
    for link in ("cwd", "root", "exe", "fd/0", "fd/3", "fd/4", "ns/mnt"):
        refused(f"/proc/{who}/{link}", os.readlink, f"/proc/{who}/{link}")
        refused(f"/proc/{who}/{link} opened", os.open, f"/proc/{who}/{link}", os.O_RDONLY)
    refused("its working folder", os.listdir, f"/proc/{who}/cwd/")
    refused("its score for the killer", os.open, f"/proc/{who}/oom_score_adj", os.O_WRONLY)
