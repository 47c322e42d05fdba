# /// attack
# tries = "listens to every import, open and exec of the worker for paths of the course"
# score = "full"
# ///
def _hook(event, arguments):
    if any("hidden" in str(a) or "solutions" in str(a) for a in arguments[:2]):
        os.write(4, b"BREACH: " + event.encode())


sys.addaudithook(_hook)
