# /// attack
# tries = "walks into the course by changing its folder and through descriptors of folders"
# score = "full"
# bites = true
# ///
for folder in ("@COURSE@/solutions/tanh_recurrence", "@COURSE@/tests/hidden", "/proc/self", "/"):
    try:
        os.chdir(folder)
    except OSError:
        continue
    refused("the folder itself", os.listdir)
    for name in ("tanh_recurrence.py", "draws.py", "environ", "etc/passwd"):
        refused(name, open, name)
    where = os.open(".", os.O_PATH)
    refused("a file below a descriptor", os.open, "tanh_recurrence.py", os.O_RDONLY, dir_fd=where)
    refused("listing a descriptor", os.listdir, where)
    refused("a descriptor opened again", os.open, f"/proc/self/fd/{where}", os.O_RDONLY)
    os.close(where)
