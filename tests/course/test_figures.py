"""Figures of the handouts: drawn from the references, in agreement with the text, readable."""

import math
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
PUBLIC = ROOT / "assignments"
FIGURES = sorted(PUBLIC.rglob("*.svg"))
NAMESPACE = "{http://www.w3.org/2000/svg}"
TAGS = set("svg title desc style rect polyline polygon circle text tspan".split())
ATTRIBUTES = set(
    "viewBox width height role aria-labelledby id class x y dy rx cx cy r points font-size".split()
)
MOST_BYTES = 20_000
SMALLEST, SMALLEST_INDEX = 13, 11
# A letter of the widest fonts that the style names takes up to this share of its size.
WIDTH_OF_A_LETTER = 0.66
# https://www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast
CONTRAST_OF_TEXT, CONTRAST_OF_LINES = 4.5, 3.0
# The lines of a handout whose numbers its figure shows, too.
PRINTED = {
    "tanh_recurrence": r"^\| `h_[12]` .*|^steps are .*",
    "bptt": r"^\| [123] \| .*",
    "bidirectional": r"^\| [0123] \| .*",
}

each_figure = pytest.mark.parametrize("path", FIGURES, ids=lambda path: path.stem)


def handout(slug):
    return (PUBLIC / slug / "README.md").read_text(encoding="utf-8")


def tree(path):
    return ElementTree.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own file


def texts(path):
    return list(tree(path).iter(f"{NAMESPACE}text"))


def said(path):
    return " ".join("".join(text.itertext()) for text in texts(path)).replace("\N{MINUS SIGN}", "-")


def test_every_figure_is_what_the_references_draw(tmp_path):
    subprocess.run([sys.executable, ROOT / "scripts" / "figures", tmp_path], check=True, timeout=60)
    drawn = {
        path.relative_to(tmp_path): path.read_text("utf-8") for path in tmp_path.rglob("*.svg")
    }
    kept = {path.relative_to(PUBLIC): path.read_text("utf-8") for path in FIGURES}
    assert len(kept) >= 5
    assert kept == drawn, "run scripts/figures"


@pytest.mark.parametrize("slug", sorted({path.parent.name for path in PUBLIC.glob("*/README.md")}))
def test_a_handout_shows_every_figure_that_lies_beside_it_and_says_what_is_in_it(slug):
    shown = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", handout(slug))
    assert sorted(name for _, name in shown) == [
        path.name for path in FIGURES if path.parent.name == slug
    ]
    assert all(len(words.split()) >= 8 for words, _ in shown)


@each_figure
def test_a_figure_has_a_title_and_a_description(path):
    root = tree(path)
    named = {
        part.attrib["id"]: part.text
        for part in root
        if part.tag in (f"{NAMESPACE}title", f"{NAMESPACE}desc")
    }
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"].split() == list(named) == ["title", "desc"]
    assert len(named["title"].split()) >= 5
    assert len(named["desc"].split()) >= 25


@each_figure
def test_a_figure_runs_nothing_and_fetches_nothing(path):
    for part in tree(path).iter():
        assert part.tag.removeprefix(NAMESPACE) in TAGS
        assert set(part.attrib) <= ATTRIBUTES
    text = path.read_text(encoding="utf-8")
    assert text.count("://") == 1  # the name of SVG itself
    assert not re.search(r"url\(|@import|javascript:|<!|<\?|&(?!amp;|lt;|gt;|quot;|#x27;)", text)
    assert len(text.encode()) < MOST_BYTES


def luminance(colour):
    shares = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def palettes(path):
    """The colours of each kind and role: those of light, then those of dark."""
    style = tree(path).find(f"{NAMESPACE}style").text
    for rules in style.split("@media (prefers-color-scheme:dark)"):
        yield {
            kind: dict(
                re.findall(rf"\.{kind}-([\w-]+)\{{(?:fill|stroke):(#[0-9a-f]{{6}})\}}", rules)
            )
            for kind in "tslf"
        }


@each_figure
def test_every_text_can_be_read_on_every_surface_light_and_dark(path):
    light, dark = palettes(path)
    assert light.keys() == dark.keys()
    for palette in (light, dark):
        assert min(len(roles) for roles in palette.values()) >= 4
        grounds = palette["s"].values()
        for colour in palette["t"].values():
            assert min(contrast(colour, ground) for ground in grounds) >= CONTRAST_OF_TEXT
        for role in ("ink", "soft", "cool", "warm"):
            assert contrast(palette["l"][role], palette["s"]["paper"]) >= CONTRAST_OF_LINES
    assert luminance(light["s"]["paper"]) > 0.5 > luminance(dark["s"]["paper"])


@each_figure
def test_every_shape_has_the_colour_of_a_role(path):
    light, dark = palettes(path)
    root = tree(path)
    for part in root.iter():
        tag = part.tag.removeprefix(NAMESPACE)
        if tag in ("text", "rect", "polyline", "polygon", "circle"):
            roles = [name.split("-", 1) for name in part.attrib["class"].split() if "-" in name]
            assert roles
            assert all(role in light[kind] and role in dark[kind] for kind, role in roles)
    paper = next(root.iter(f"{NAMESPACE}rect")).attrib
    assert (paper["class"], paper["width"], paper["height"]) == (
        "s-paper",
        root.attrib["width"],
        root.attrib["height"],
    )


@each_figure
def test_texts_are_large_enough_and_stay_inside(path):
    _, _, width, height = map(float, tree(path).attrib["viewBox"].split())
    assert width <= 800
    for text in texts(path):
        size, x, y = (float(text.attrib[name]) for name in ("font-size", "x", "y"))
        assert size >= SMALLEST
        indices = text.findall(f"{NAMESPACE}tspan[@font-size]")
        assert all(float(index.attrib["font-size"]) >= SMALLEST_INDEX for index in indices)
        long = WIDTH_OF_A_LETTER * size * len("".join(text.itertext()))
        left = x - long * {"start": 0, "middle": 0.5, "end": 1}[text.attrib["class"].split()[1]]
        assert left >= 0
        assert left + long <= width
        assert size <= y <= height - size / 2


@pytest.mark.parametrize("slug", PRINTED)
def test_a_figure_shows_the_numbers_that_the_handout_prints(slug):
    (path,) = (PUBLIC / slug).glob("*.svg")
    lines = re.findall(PRINTED[slug], handout(slug), re.MULTILINE)
    numbers = re.findall(r"-?\d\.\d{7}\b", " ".join(lines))
    assert len(numbers) >= 11
    shown = said(path).split()
    assert [number for number in numbers if f"{float(number):.4f}" not in shown] == []


def test_the_gates_are_those_of_the_run_in_the_handout():
    block = dict(
        re.findall(r"^    ([ifgo])((?: +-?[\d.]+){12})$", handout("gated_cells"), re.MULTILINE)
    )
    shown = said(PUBLIC / "gated_cells" / "gates.svg")
    for name, row in block.items():
        squash = math.tanh if name == "g" else lambda z: 1 / (1 + math.exp(-z))
        assert " ".join(f"{squash(float(entry)):.2f}" for entry in row.split()) in shown
    assert len(block) == 4


def test_the_unit_with_tanh_is_the_one_of_the_handout():
    row = re.search(r"^\| tanh \| .*", handout("gradient_flow"), re.MULTILINE).group()
    after = dict(zip((1, 5, 10, 20), map(float, re.findall(r"\d\.\d{7}", row)), strict=True))
    path = PUBLIC / "gradient_flow" / "vanishing.svg"
    assert f"{after[20]:.2f}" in said(path).split()
    description = tree(path).find(f"{NAMESPACE}desc").text
    assert f"{after[10]:.2f} after 10 steps and {after[20]:.2f} after 20" in description
