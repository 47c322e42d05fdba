# /// attack
# tries = "reads what an earlier submission has left in memory"
# score = "full"
# twice = true
# ///
import builtins
import json

for place in (builtins, sys, np, os, json):
    if hasattr(place, "@NAME@"):
        breach(f"a word left in {place.__name__}")
    setattr(place, "@NAME@", "a word")
os.umask(0o123)
os.environ["AUTOGRADER_HOSTILE"] = "1"
