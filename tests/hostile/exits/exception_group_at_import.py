# /// attack
# tries = "raises a built-in exception that cannot be made from two texts"
# load = "raised"
# score = 0
# ///
raise ExceptionGroup("several", [ValueError(1), BaseException()][:1])
