"""The trust boundary: a student's module as a locked-in worker that sees only arguments.

client    the trusted end of one submission: calls its functions, keeps deadlines
failures  why a call brought no value
launcher  the server as the grader holds it
server    a process with NumPy imported that forks one worker per submission
worker    loads the student's source and serves calls; runs beside student code
messages  what grader and worker say to each other
wire      the codec of values, and how bytes cross: plain data only
plan      what this machine needs to lock workers in
wall      bubblewrap around the server, where it works
jail      locks the worker in: uid, limits, descriptors, Landlock, seccomp
landlock  which files a worker may read;  syscalls  which system calls it may make
canary    tries what must be denied before anything is graded
limits    how long and how much;  source  what a worker loads
"""
