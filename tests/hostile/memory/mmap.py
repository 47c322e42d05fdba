# /// attack
# tries = "maps memory, private and shared, that is not on the heap"
# score = "full"
# ///
import mmap

kept = []
for flags in (mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, mmap.MAP_SHARED | mmap.MAP_ANONYMOUS):
    for _ in range(64):
        try:
            kept.append(mmap.mmap(-1, 64 << 20, flags=flags))
        except (OSError, MemoryError):
            break
    else:
        breach("4 GiB mapped")
kept.clear()
