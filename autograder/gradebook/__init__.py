"""The gradebook: every report of a course as it is, and what people decided about them.

store     the gradebook itself: save, find, replace, adjust
tables    what is stored, and a report as a row;  schema  which version of that
history   verdicts that another one took the place of
audit     all that people and commands changed, in order
database  connections, transactions, errors: it knows no gradebook

Late and attempt policies are pure, and lie outside: `autograder.policy`, `adjustment`, `standing`.
"""

from autograder.gradebook.store import FILE as FILE
from autograder.gradebook.store import Gradebook as Gradebook
from autograder.gradebook.store import Stored as Stored
