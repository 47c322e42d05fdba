# /// attack
# tries = "traces the worker: every line, every call, every thread"
# score = "full"
# ///
import threading

SEEN = []


def _watch(frame, event, argument):
    SEEN.append(frame.f_code.co_name)
    for name in ("expected", "reference", "rubric", "criterion"):
        if name in frame.f_locals:
            breach(f"{name} in {frame.f_code.co_name}")
    del SEEN[:-10]
    return _watch


threading.settrace(_watch)
threading.setprofile(_watch)
sys.setprofile(_watch)
frame = sys._getframe()
while frame is not None:
    frame.f_trace = _watch
    frame = frame.f_back
sys.settrace(_watch)
