"""Many machines: chunks go out to a Dask cluster, reports come back, and only the caller writes.

Dask speaks pickle: whoever may talk to its scheduler runs code on all of its machines. So scheduler
and Dask workers stand on the trusted side, and are met through TLS with certificates on both ends.

connection   the scheduler: whose it is, whether it may be trusted, one of our own
outpost      a grader inside a Dask worker
coordinator  who sends what where, and what to do when a machine dies
"""

from autograder.errors import UsageError

try:
    import distributed as distributed
except ImportError as error:
    raise UsageError(
        "A scheduler needs Dask, which is missing here: pip install 'rnn-autograder[dask]'."
    ) from error

from autograder.cluster.coordinator import grade_all as grade_all
