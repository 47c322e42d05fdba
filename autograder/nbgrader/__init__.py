"""nbgrader's courses, graded by us: its commands, formgrader and exchange stay as they are.

What is written into a course:
    settings   what its nbgrader_config.py gets, so that our steps take the place of nbgrader's
    source     the notebook of an assignment: a cell for each function and for each criterion
    quizzes    the notebook of a quiz, and the sheet that an answered one makes
    pieces     a module's text, cut at the functions that students write
    planned    all of it, before it is written

Steps, in the order in which nbgrader takes them, and what they share:
    reading    read what was handed in, whatever it is
    grading    grade it in the sandbox, in the place of running it
    scores     save scores and comments
    ours       the course whose assignments they are for
    submitted  what counts of a student's files, by the rules of our intake
    shown      the notebook that people see, mended
    judged     what is told in it: scores, outputs, comments;   told   a report as such text

Plugins, and what else takes nbgrader's place:
    late       our late policy;   rows   an export;   collect   exchange and downloads
    viewing    Markdown in which no script runs

From nbgrader to us:
    book       its gradebook;   manual   people's scores as adjustments of ours

Importing nbgrader takes seconds, so nothing here does before nbgrader itself asks for it. What a
course's nbgrader_config.py calls is `configure`.
"""

from autograder.nbgrader.settings import configure as configure
