# /// attack
# tries = "changes files that it can read: content, size, mode, owner, times, attributes, name"
# score = "full"
# ///
for path in ("@VICTIM@", np.__file__, os.__file__, "/dev/null", "/dev/urandom", "/etc/ld.so.cache"):
    refused("writing", os.open, path, os.O_WRONLY) if path != "/dev/null" else None
    refused("appending", os.open, path, os.O_RDWR | os.O_APPEND) if path != "/dev/null" else None
    refused("its mode", os.chmod, path, 0o777)
    refused("its owner", os.chown, path, os.getuid(), os.getgid())
    refused("its times", os.utime, path)
    refused("an attribute", os.setxattr, path, "user.x", b"x")
    refused("its size", os.truncate, path, 0)
    refused("its name", os.rename, path, path + ".@NAME@")
    refused("removing it", os.unlink, path)
