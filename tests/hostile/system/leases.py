# /// attack
# tries = "takes a lease on a file, so that everybody who opens it for writing waits"
# score = "full"
# ///
import fcntl

F_SETLEASE, F_NOTIFY = 1024, 1026
for path in ("@VICTIM@", np.__file__):
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        continue
    for kind in (fcntl.F_RDLCK, fcntl.F_WRLCK):
        refused(f"a lease on {path}", fcntl.fcntl, file, F_SETLEASE, kind)
    os.close(file)
