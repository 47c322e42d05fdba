# /// attack
# tries = "watches files: who opens the hidden tests, and when"
# score = "full"
# bites = true
# ///
import fcntl

refused("inotify", call, "inotify_init1", 0)
refused("inotify", call, "inotify_add_watch", 3, b"/", 0xFFF)
refused("fanotify", call, "fanotify_init", 0, 0)
refused("a file handle", call, "open_by_handle_at", -100, bytes(32), 0)
