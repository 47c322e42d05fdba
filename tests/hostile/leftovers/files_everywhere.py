# /// attack
# tries = "leaves files, links, pipes, sockets and folders in every place that may be writable"
# score = "full"
# ///
import site
import sysconfig
import tempfile

places = {"/tmp", "/var/tmp", "/dev/shm", "/dev", "/run", "/", "/home", "/root", os.getcwd(), "@COURSE@"}
places |= {"@HANDED_IN@", os.path.dirname("@HANDED_IN@"), os.path.dirname(np.__file__), "@SECRET@"}
places |= {*sysconfig.get_paths().values(), *sys.path, *site.getsitepackages(), "/proc/self/cwd"}
for place in sorted(places):
    path = f"{place}/@NAME@"
    refused("a file", os.open, path, os.O_CREAT | os.O_WRONLY, 0o666)
    refused("a folder", os.mkdir, path)
    refused("a link", os.symlink, "/etc/passwd", path)
    refused("a hard link", os.link, "/dev/null", path)
    refused("a pipe", os.mkfifo, path)
    refused("a device", os.mknod, path, 0o20666, os.makedev(1, 3))
    refused("a renamed file", os.rename, f"{place}/tanh_recurrence.py", path)
