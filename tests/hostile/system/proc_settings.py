# /// attack
# tries = "changes settings of the kernel"
# score = "full"
# ///
for file in (
    "/proc/sys/kernel/core_pattern",
    "/proc/sys/kernel/modprobe",
    "/proc/sysrq-trigger",
    "/proc/sys/vm/overcommit_memory",
    "/sys/kernel/uevent_helper",
    "/sys/fs/cgroup/cgroup.procs",
    "/sys/fs/cgroup/release_agent",
    "/sys/kernel/mm/ksm/run",
    "/dev/mem",
    "/dev/kmsg",
    "/dev/tty",
    "/dev/console",
    "/dev/fuse",
    "/dev/kvm",
    "/dev/vda",
    "/dev/ptmx",
    "/dev/net/tun",
    "/dev/userfaultfd",
):
    refused(file, os.open, file, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    refused(file, os.open, file, os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
