"""From a disk to a student's file, for `autograder.finding` and `autograder.submission`.

archive   a zip as a list of files, none of which is ever extracted
listing   the files of a folder or a zip, as one and the same list
forms     the forms in which work is handed in, and which file is meant
modules   which of the files beside it are its modules
regular   the bytes of a file, if it is one
notebook  the code of a notebook
"""
