# Wants to go on after it was graded.
# answers: right
# earns: 100
import subprocess
import sys
import threading

try:
    subprocess.Popen([sys.executable, "-c", f"open({ROOT + '/daemon'!r}, 'w')"])
    print("BREACH")
except OSError:
    pass
try:
    threading.Thread(target=lambda: None, daemon=True).start()
    print("BREACH")
except RuntimeError:
    pass
