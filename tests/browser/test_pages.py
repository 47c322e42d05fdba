"""Pages in a real browser: they fit a phone, print whole, can be read by everyone, fetch nothing.

Needs Debian's chromium and chromium-driver, or Chrome with its driver; axe-core comes from npm.
"""

import base64
import fcntl
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from autograder.feedback import class_page, html, verification
from autograder.items import Alpha, Analysis, Cluster, Flag, Item, MisconceptionCount
from autograder.report import (
    CriterionScore,
    CriterionStatus,
    Example,
    Grader,
    Load,
    NamedMisconception,
    ReportStatus,
    ScoreReport,
    TestStatus,
    Usage,
)
from autograder.standing import Flag as Asks
from autograder.standing import Standing, Status
from autograder.verify.verification import Verification

HERE = Path(__file__).parent
NOW = datetime(2026, 10, 1, tzinfo=UTC)
QUIET = (
    *("headless", "disable-gpu", "disable-quic", "no-first-run", "disable-sync"),
    *("disable-background-networking", "disable-component-update", "hide-scrollbars"),
)
INK = "rgb(32, 37, 42)"  # dark, for white paper
PHONE, DESKTOP, PAPER = 360, 1200, 660  # px; A4 between margins of 18 mm
LONG = "a-name-without-a-space-" * 8
PAGES = ("partial", "full", "rejected", "ungraded", "class", "small-class", "holds", "broken")


# ----- what stands ready


@pytest.fixture(scope="module")
def axe(request):
    """The source of axe-core, which finds what keeps people from reading a page."""
    npm = shutil.which("npm")
    if not (npm and shutil.which("node")):
        pytest.skip("node or npm is missing: apt-get install npm")
    folder = request.config.cache.mkdir("axe-core")
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # other processes test beside this one
        wanted, installed = (HERE / "package-lock.json").read_bytes(), folder / "installed"
        if not installed.exists() or installed.read_bytes() != wanted:
            for name in ("package.json", "package-lock.json"):
                shutil.copy(HERE / name, folder)
            done = subprocess.run(
                [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
                cwd=folder,
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            if done.returncode:
                pytest.skip(f"npm cannot install axe-core: {done.stderr.strip()[-300:]}")
            installed.write_bytes(wanted)
    return (folder / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


class Browser:
    """A page in chromium, as wide and in such colours as a test asks for."""

    def __init__(self, driver):
        self.driver = driver

    def open(self, page, *, width=DESKTOP, dark=False, media="screen"):
        """Show a page; the addresses of all that was asked for, itself left out."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.do("Emulation.setEmulatedMedia", media=media, features=[scheme])
        self.do(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=1,
            mobile=width == PHONE,
        )
        self.driver.get_log("performance")
        self.driver.get(page.as_uri())
        asked = [entry["message"] for entry in self.driver.get_log("performance")]
        return [url for url in map(_requested, asked) if url and url != page.as_uri()]

    def do(self, command, **parameters):
        return self.driver.execute_cdp_cmd(command, parameters)

    def ask(self, script):
        return self.driver.execute_script(f"return {script}")

    def seen(self):
        """What there is to see: all text, and how many drawings."""
        drawn = "[...document.querySelectorAll('svg')].filter(one => one.getClientRects().length)"
        return self.ask("document.body.innerText"), self.ask(f"{drawn}.length")

    def width(self):
        return self.ask("document.documentElement.scrollWidth")


def _requested(message):
    """The address that one line of the browser's log asks for."""
    event = json.loads(message)["message"]
    is_request = event["method"] == "Network.requestWillBeSent"
    return event["params"]["request"]["url"] if is_request else ""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not (binary and driver):
        pytest.skip("no browser: apt-get install chromium chromium-driver")
    options = Options()
    options.binary_location = binary
    flags = [*QUIET, f"user-data-dir={tmp_path_factory.mktemp('chromium')}"]
    for flag in [*flags, *(["no-sandbox"] if os.geteuid() == 0 else [])]:
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    started = webdriver.Chrome(options=options, service=Service(driver))
    yield Browser(started)
    started.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """A file for each page, with words as long as they can come."""
    folder = tmp_path_factory.mktemp("pages")
    sources = {
        "partial": html.render(report().for_student()),
        "full": html.render(report(criteria=[criterion("a", 60)] * 2).for_student()),
        "rejected": html.render(
            report(status=ReportStatus.REJECTED, criteria=[], message=f"{LONG}!").for_student()
        ),
        "ungraded": html.render(report(status=ReportStatus.UNGRADED, criteria=[]).for_student()),
        "class": a_class(40, enough=True),
        "small-class": a_class(3, enough=False),
        "holds": verification.render([Verification(slug="bptt", tests=30, mutants=207)]),
        "broken": verification.render(
            [Verification(slug=LONG, problems=(f"`{LONG}` survives",)), Verification(slug="b")]
        ),
    }
    assert set(sources) == set(PAGES)
    for name, source in sources.items():
        (folder / f"{name}.html").write_text(source, encoding="utf-8")
    return folder


STATUSES = {0: CriterionStatus.FAILED, 30: CriterionStatus.PARTIAL, 60: CriterionStatus.PASSED}
CAUSES = tuple(
    NamedMisconception(
        slug=slug, title="The state is read one step too late", hint="Which row is `h[0]` read by?"
    )
    for slug in ("late", "later")
)


def criterion(name, score, **more):
    told = {
        "feedback": f"The result of `{LONG}` has 2 dimensions where 3 are asked for.",
        "read": ("bptt_gradients", "A worked example"),
    }
    return CriterionScore(
        id=name,
        title="The errors of the states are swept from the last step to the first",
        points=60,
        score=score,
        status=STATUSES[score],
        passed=score // 30,
        total=2,
        **(told if score < 60 else {}) | more,
    )


def report(status=ReportStatus.GRADED, criteria=None, message=None):
    if criteria is None:
        criteria = [
            criterion("a", 60),
            criterion("b", 30, misconceptions=CAUSES),
            criterion("c", 0, misconceptions=CAUSES),
            criterion("d", 0, hint="What does `W_hh` multiply?"),
        ]
    is_graded = status is ReportStatus.GRADED
    return ScoreReport(
        course="rnn",
        assignment="truncated_back_propagation_through_time",
        student=LONG,
        submission_sha256="a" * 64,
        seed="",
        status=status,
        score=sum(c.score for c in criteria) if is_graded else None,
        max_score=60 * max(len(criteria), 1),
        message=message,
        load=Load(status=TestStatus.PASSED if is_graded else TestStatus.NOT_RUN),
        criteria=tuple(criteria),
        grader=Grader(
            version="1",
            python="3",
            numpy="2",
            rubric_sha256="",
            tests_sha256="",
            isolation=("jail",),
        ),
        started_at=NOW,
        seconds=1,
        usage=Usage(cpu_seconds=1, peak_memory_mb=60),
    )


def a_class(students, *, enough):
    example = Example(call=f"f({LONG})", came="float64 (2, 2) [1, 2]", expected=LONG, gap="far off")
    cluster = Cluster(
        course="rnn",
        assignment="bptt",
        function="bptt_gradients",
        behaviour="",
        criteria=("a", "b"),
        tests=("test_a",),
        students=3,
        who=(LONG, "s02"),
        example=example,
    )
    item = Item(
        id="a",
        title="The errors of the states are swept from the last step to the first",
        points=60,
        statuses={CriterionStatus.PASSED: 1, CriterionStatus.PARTIAL: 1, CriterionStatus.FAILED: 1},
        tests={},
        difficulty=0.625,
        correlation=-0.2,
        upper_lower=None,
        flags=(Flag.TOO_HARD, Flag.NEGATIVE),
    )
    found = Analysis(
        course="rnn",
        assignment="bptt",
        students=students,
        enough=enough,
        statuses={Status.GRADED: students - 1, Status.UNGRADED: 1},
        other_criteria=1,
        not_loaded=1,
        mean=None,
        max_score=100,
        alpha=Alpha(value=0.7, low=0.6, high=0.8) if enough else None,
        items=(item, item),
        misconceptions=(
            MisconceptionCount(slug=LONG, title="It is late", criteria=("a", "b"), students=2),
        ),
        unexplained=(cluster, cluster),
    )
    rows = [standing(n) for n in range(students)]
    return class_page.render(found, rows, lambda student: f"{student}/bptt/feedback.html")


def standing(number):
    flags = (Asks.NEEDS_A_PERSON,) if number == 0 else (Asks.OUTDATED,) if number < 9 else ()
    return Standing(
        course="rnn",
        student=f"s{number:02}" if number else LONG,
        assignment="bptt",
        attempts=1,
        counted=1,
        score=number * 2.5 % 101,
        max_score=100,
        due=None,
        submitted_at=None,
        late_days=0,
        free_days=0,
        penalty=0,
        adjusted=None,
        final=None,
        status=Status.GRADED,
        flags=flags,
        verdict_sha256="",
    )


@pytest.fixture(params=PAGES)
def page(request, pages):
    return pages / f"{request.param}.html"


def planted(page, into, old, new):
    """A copy of a page with something changed."""
    source = page.read_text(encoding="utf-8")
    assert old in source
    copy = into / page.name
    copy.write_text(source.replace(old, new, 1), encoding="utf-8")
    return copy


# ----- it fits


def test_nothing_scrolls_sideways_on_a_phone(browser, page):
    browser.open(page, width=PHONE)
    assert browser.width() <= PHONE


def test_what_is_too_wide_for_a_phone_would_be_noticed(browser, pages, tmp_path):
    wide = '<main><div style="width: 400px">-</div>'
    browser.open(planted(pages / "full.html", tmp_path, "<main>", wide), width=PHONE)
    assert browser.width() > PHONE


# ----- print


def test_print_has_everything_that_the_screen_has(browser, page):
    browser.open(page, dark=True)
    on_screen = browser.seen()
    browser.open(page, width=PAPER, dark=True, media="print")
    assert browser.seen() == on_screen
    assert browser.width() <= PAPER
    assert browser.ask("getComputedStyle(document.body).color") == INK
    assert base64.b64decode(browser.do("Page.printToPDF")["data"]).startswith(b"%PDF")


def test_what_print_leaves_out_would_be_noticed(browser, pages, tmp_path):
    hides = "<style>\n@media print { table { display: none; } }\n"
    page = planted(pages / "full.html", tmp_path, "<style>\n", hides)
    browser.open(page)
    on_screen = browser.seen()
    browser.open(page, width=PAPER, media="print")
    assert browser.seen() != on_screen


# ----- everyone can read it


def violations(browser, axe):
    """What axe-core finds, as `impact rule: the element`; contrast and structure included."""
    browser.driver.execute_script(axe)
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; axe.run().then(r => done(r.violations), e => done(String(e)))"
    )
    assert isinstance(found, list), found
    return [
        f"{one['impact']} {one['id']}: {node['html']}" for one in found for node in one["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_contrast_and_structure_are_good_for_everyone(browser, axe, page, dark):
    browser.open(page, dark=dark)
    assert violations(browser, axe) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("--soft: #a6adb4", "--soft: #30363c", "serious color-contrast"),
        ('<th scope="col">Criterion', '<th scope="col">', "empty-table-header"),
        ("<h2", '<h4 class="x">-</h4><h2', "heading-order"),
        ('aria-labelledby="score-title score-text"', "", "svg-img-alt"),
        ('<html lang="en">', "<html>", "serious html-has-lang"),
    ],
)
def test_what_somebody_cannot_read_would_be_noticed(browser, axe, pages, tmp_path, old, new, rule):
    page = planted(pages / "partial.html", tmp_path, old, new)
    source = page.read_text(encoding="utf-8")
    if "svg" in rule:
        page.write_text(re.sub("<title id=.*\n<desc id=.*\n", "", source), encoding="utf-8")
    browser.open(page, dark=True)
    assert any(rule in found for found in violations(browser, axe))


def test_a_screen_reader_is_told_what_is_drawn(browser, pages):
    browser.open(pages / "class.html")
    tree = browser.do("Accessibility.getFullAXTree")["nodes"]
    told = {
        node["name"]["value"]
        for node in tree
        if node.get("role", {}).get("value") in ("image", "img") and not node.get("ignored")
    }
    (drawing,) = told
    assert drawing.startswith("Distribution of scores A bar for each ten per cent of full marks")


# ----- it fetches nothing


@pytest.fixture
def server():
    """A web server near by, and the paths that it was asked for."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/planted.png", asked
        running.shutdown()
        thread.join()


def test_no_request_leaves_the_page(browser, page):
    assert browser.open(page) == []


def test_a_planted_image_is_not_fetched_and_without_our_policy_it_would_be_noticed(
    browser, pages, tmp_path, server
):
    address, asked = server
    page = planted(pages / "full.html", tmp_path, "<main>", f'<main><img src="{address}" alt="">')
    browser.open(page)
    assert asked == []
    policy = '<meta http-equiv="Content-Security-Policy"'
    assert browser.open(planted(page, tmp_path, policy, '<meta name="nothing"')) == [address]
    assert asked == ["/planted.png"]
