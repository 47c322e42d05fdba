# /// attack
# tries = "reads solution, rubric, hidden tests and a neighbour's file where it guesses them"
# score = "full"
# bites = true
# ///
for root in ("@COURSE@", "@REPOSITORY@"):
    for part in (
        "solutions/tanh_recurrence/tanh_recurrence.py",
        "solutions/tanh_recurrence/misconceptions.py",
        "rubrics/tanh_recurrence.toml",
        "tests/hidden/tanh_recurrence/test_tanh_recurrence.py",
        "tests/hidden/draws.py",
        "assignments/course.toml",
        ".git/config",
    ):
        behind_a_wall = not os.path.exists("/etc/passwd")
        if root == "@COURSE@" and part != ".git/config" and not behind_a_wall:
            os.stat(f"{root}/{part}")  # it is there
        refused(part, open, f"{root}/{part}")
        refused(part, os.open, f"{root}/{part}", os.O_RDONLY | os.O_NOATIME)
    for folder in ("", "solutions", "rubrics", "tests/hidden", "assignments"):
        refused(folder, os.listdir, f"{root}/{folder}")
        refused(folder, os.scandir, f"{root}/{folder}")
for file in ("@SECRET@", "@HANDED_IN@", "@HANDED_IN@/../../neighbour.py"):
    refused(file, open, file)
