# /// attack
# tries = "makes and enters namespaces, where it would be root"
# score = "full"
# ///
for flag in (0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x08000000, 0x04000000, 0x02000000, 0x80):
    refused(f"unshare {flag:x}", call, "unshare", flag)
    refused(f"setns {flag:x}", call, "setns", 3, flag)
refused("clone into a namespace", system_call, 56, 0x10000000 | 17, 0, 0, 0, 0) if os.uname().machine == "x86_64" else None
