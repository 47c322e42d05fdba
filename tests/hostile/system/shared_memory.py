# /// attack
# tries = "leaves shared memory, semaphores and messages behind, of System V and of POSIX"
# score = "full"
# bites = true
# ///
import multiprocessing
from multiprocessing import shared_memory

KEY = int("@KEY@")
refused("shmget", call, "shmget", KEY, 4096, 0o1666)
refused("semget", call, "semget", KEY, 1, 0o1666)
refused("msgget", call, "msgget", KEY, 0o1666)
refused("a SharedMemory", shared_memory.SharedMemory, "@NAME@", True, 4096)
refused("a semaphore", multiprocessing.Semaphore)
for library in (None, "librt.so.1"):
    try:
        found = ctypes.CDLL(library, use_errno=True)
        for act in (
            lambda: found.shm_open(b"/@NAME@", os.O_CREAT | os.O_RDWR, 0o666),
            lambda: found.mq_open(b"/@NAME@", os.O_CREAT | os.O_RDWR, 0o666, None),
        ):
            if act() >= 0:
                breach("a POSIX object")
        found.sem_open.restype = ctypes.c_void_p
        if found.sem_open(b"/@NAME@", os.O_CREAT, 0o666, 1):
            breach("a POSIX semaphore")
    except (OSError, AttributeError):
        pass
