# /// attack
# tries = "patches json, time, random, pickle, struct and socket of its own process"
# score = "full"
# ///
import json
import random
import time

json.dumps = json.dump = lambda *_, **__: '{"score": 100}'
json.loads = lambda *_, **__: {"score": 100}
time.time = time.monotonic = time.perf_counter = lambda: 0.0
random.seed = np.random.seed = lambda *_: None
np.random.default_rng = lambda *_: None
os.read = os.close = os.getpid = lambda *_: 0
