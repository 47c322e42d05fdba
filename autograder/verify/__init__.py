"""Who grades the graders? Work of known worth proves every hidden test before a student meets it.

`known` lets the reference, other right ways, wrong beliefs and ignorance earn what they must;
`survivors` asks of every small change to the reference (`mutants`) whether some test notices it;
`proof` does both for a course, on the processes of `pool`, and `verification` is what was found.
"""
