"""Variants: drawn by the key's ranges, kept where they are proven, the same on every machine."""

import pytest

from autograder.errors import CourseError
from autograder.quiz import build as builder
from autograder.quiz import compare, variants
from autograder.quiz.build import build
from autograder.quiz.quiz import Quiz

KEY = "solutions/quiz_sums/key.toml"


@pytest.fixture
def pool_of(quiz_course):
    """The pool of `whole` after its parameters (and more) were changed."""

    def pool_of(**lines):
        path = quiz_course.root / KEY
        before = {
            "parameters": "parameters = { a = [1, 9, 1], b = [1, 9, 1] }",
            "where": 'where = "a != 5"',
            "answer": 'answer = "a + b"',
        }
        text = path.read_text(encoding="utf-8")
        for name, new in lines.items():
            assert before[name] in text
            text = text.replace(before[name], f"{name} = {new}", 1)
        path.write_text(text, encoding="utf-8")
        return next(p for p in build(quiz_course.quiz("quiz_sums")) if p.question == "whole")

    return pool_of


def test_what_is_kept_satisfies_where_and_tells_wrong_answers_apart(quiz):
    pool = next(pool for pool in build(quiz) if pool.question == "whole")
    pairs = {(drawn["a"], drawn["b"]) for drawn in pool.variants}
    grid = [(a, b) for a in range(1, 10) for b in range(1, 10)]
    good = {(a, b) for a, b in grid if a != 5 and len({a + b, a - b, a * b}) == 3}
    assert pairs == good
    assert len(pool.variants) == len(good)
    assert (pool.tried, pool.not_where) == (81, 9)
    assert pool.not_apart == 81 - 9 - len(good)
    assert pool.thrown_away == (81 - len(good)) / 81


def test_the_same_key_gives_the_same_variants(quiz):
    assert build(quiz) == build(Quiz(**{f: getattr(quiz, f) for f in quiz.__dataclass_fields__}))
    assert quiz.pools == {pool.question: pool.variants for pool in build(quiz)}


def test_the_variants_of_this_build_are_pinned(quiz):
    pools = {pool.question: pool.variants for pool in build(quiz)}
    assert pools["whole"][:3] == ({"a": 2, "b": 6}, {"a": 8, "b": 5}, {"a": 9, "b": 4})
    assert pools["row"][0] == {
        "x": [[1.0, 0.0, 0.0], [-1.0, -0.5, -1.0]],
        "y": [[4, 3, 3], [4, 1, 3]],
    }


def test_another_quiz_draws_other_variants(pool_of, quiz_course):
    path = quiz_course.public / "course.toml"
    before = pool_of().variants
    path.write_text(path.read_text().replace('id = "little"', 'id = "other"'))
    quiz_course.__dict__.pop("identity", None)
    assert pool_of().variants != before
    assert sorted(map(repr, pool_of().variants)) == sorted(map(repr, before))


def test_the_epoch_changes_who_draws_what_and_not_the_pool(quiz, quiz_course):
    before = build(quiz)
    path = quiz_course.public / "course.toml"
    path.write_text(path.read_text().replace('epoch = "2026"', 'epoch = "2027"'))
    quiz_course.__dict__.pop("identity", None)
    after = quiz_course.quiz("quiz_sums")
    assert build(after) == before
    students = [f"s{number}" for number in range(30)]
    assert [after.drawn(s, 1) for s in students] != [quiz.drawn(s, 1) for s in students]


def test_of_many_combinations_500_different_ones_are_kept(pool_of):
    pool = pool_of(parameters="{ a = [1, 999, 1], b = [1, 999, 1] }")
    assert len(pool.variants) == len({repr(drawn) for drawn in pool.variants}) == 500
    assert 500 <= pool.tried < 600


def test_few_that_fit_are_found_among_all(pool_of):
    pool = pool_of(parameters="{ a = [1, 200, 1], b = [1, 200, 1] }", where='"a + b == 4"')
    assert sorted((drawn["a"], drawn["b"]) for drawn in pool.variants) == [(1, 3), (3, 1)]
    assert (pool.tried, pool.not_apart) == (40_000, 1)  # 2 + 2 is 2 * 2


def test_among_too_many_the_search_ends(pool_of, monkeypatch):
    monkeypatch.setattr(builder, "TRIES", 50)
    with pytest.raises(CourseError, match=r"answers\.whole\.where: none of 50 draws holds \(50 do"):
        pool_of(parameters="{ a = [1, 9999, 1], b = [1, 9999, 1] }", where='"a == 0"')


def test_where_nothing_is_told_apart_the_reason_is_said(pool_of):
    with pytest.raises(
        CourseError, match=r"key\.toml: answers\.whole\.where: none of .* 72 do not"
    ):
        pool_of(answer='"a * b"')


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ('"a / (b - b)"', "has no value for"),
        ('"c"', "'c' is not defined"),
        ("\"'text'\"", "gives text for .*: no answer"),
        ('"[a]"', r"gives \[1\] for|gives \[\d\] for"),
        ('"a == b"', "no answer"),
        ('"float(10**400)"', "has no value"),
    ],
)
def test_a_formula_without_a_value_names_file_question_and_numbers(pool_of, answer, said):
    with pytest.raises(CourseError, match=rf"key\.toml: answers\.whole: .*{said}"):
        pool_of(answer=answer)


def test_arrays_are_drawn_entry_by_entry(quiz):
    pool = quiz.pools["row"]
    assert len(pool) == 500
    values = {number for drawn in pool for row in drawn["x"] for number in row}
    assert values == {-1.0, -0.5, 0.0, 0.5, 1.0}
    assert {compare.shape(drawn["y"]) for drawn in pool} == {(2, 3)}


def test_arrays_of_more_combinations_than_a_hash_has_are_drawn_to_their_last_entry(quiz_course):
    path = quiz_course.root / KEY
    text = path.read_text(encoding="utf-8").replace("shape = [2, 3]", "shape = [20, 20]")
    path.write_text(text, encoding="utf-8")
    pool = next(p for p in build(quiz_course.quiz("quiz_sums")) if p.question == "row")
    for name in ("x", "y"):
        assert len({drawn[name][-1][-1] for drawn in pool.variants}) >= 4


def apart(quiz, answer, drawn):
    return compare.are_apart(answer, compare.solve(answer, drawn, quiz.formulas))


def test_within_tolerance_is_not_apart(quiz):
    answer = quiz.key.by_id["part"]
    near = answer.model_copy(update={"atol": 0.1})
    assert apart(quiz, answer, {"x": 1})
    assert not apart(quiz, near, {"x": 1})  # 0.3333 and 0.5 both take 0.42
    assert not apart(quiz, answer, {"x": 0})


def test_relative_tolerance_grows_with_the_value(quiz):
    answer = quiz.key.by_id["part"].model_copy(update={"atol": 0.0, "rtol": 0.25})
    assert not apart(quiz, answer, {"x": 1000})
    assert apart(quiz, answer.model_copy(update={"rtol": 0.1}), {"x": 1000})


def test_a_pool_is_written_and_read_as_it_was(quiz, tmp_path):
    path = tmp_path / "variants.json"
    path.write_text(variants.text(quiz.pools), encoding="utf-8")
    assert variants.load(path) == quiz.pools
    assert path.read_text().count("\n") == 2 + sum(len(pool) + 2 for pool in quiz.pools.values())
    assert variants.load(tmp_path / "nothing.json") == {}
