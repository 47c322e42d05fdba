# /// attack
# tries = "mounts, unmounts, changes the root, and does it by the newer calls too"
# score = "full"
# ///
for kind in (b"tmpfs", b"proc", b"overlay", b"bpf", b"cgroup2"):
    refused("mount", call, "mount", kind, b"/tmp", kind, 0, None)
refused("bind", call, "mount", b"/", b"/tmp", None, 4096, None)
refused("umount", call, "umount2", b"/tmp", 2)
refused("chroot", os.chroot, "/tmp")
refused("swap", call, "swapon", b"/dev/null", 0)
for number in (428, 429, 430, 431, 432, 433, 442, 457, 467):
    refused(f"new mount call {number}", system_call, number, -100, b"/", 1, 0, 0)
if os.uname().machine == "x86_64":
    refused("pivot_root", system_call, 155, b"/", b"/tmp")
