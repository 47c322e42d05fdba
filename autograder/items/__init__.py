"""Item analysis: what the reports of a class say of an assignment and its criteria.

models       what is found: frozen data that pages, tables and programs read
analysis     an `Analysis` of each assignment
tally        which reports count, and what is counted
statistics   difficulty, discrimination, alpha: arrays in, numbers out;  flags  what is amiss
unexplained  wrong answers that no misconception explains, clustered by behaviour
"""

from autograder.items.analysis import analyses as analyses
from autograder.items.analysis import clusters as clusters
from autograder.items.models import FEWEST as FEWEST
from autograder.items.models import Alpha as Alpha
from autograder.items.models import Analysis as Analysis
from autograder.items.models import Cluster as Cluster
from autograder.items.models import Flag as Flag
from autograder.items.models import Item as Item
from autograder.items.models import MisconceptionCount as MisconceptionCount
