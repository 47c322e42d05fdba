# /// attack
# tries = "leaves a process of its own session behind"
# score = "full"
# bites = true
# ///
def _daemon():
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            import time

            time.sleep(60)
        os._exit(0)


refused("a daemon", _daemon)
refused("a session", os.setsid)
refused("a process group", os.setpgid, 0, 0)
