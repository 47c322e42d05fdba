# /// attack
# tries = "fills the disk, or uses up its inodes"
# score = "full"
# ///
import tempfile

for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/dev/mqueue", ".", "@COURSE@"):
    for number in range(50):
        refused("a file", open, f"{folder}/@NAME@-{number}", "wb")
    refused("a folder", os.mkdir, f"{folder}/@NAME@-folder")
    refused("an unnamed file", os.open, folder, os.O_TMPFILE | os.O_RDWR, 0o600)
refused("a temporary file", tempfile.TemporaryFile)
