"""Formgrader in a real browser: its buttons grade with us, and people's points stay."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from importlib.util import find_spec

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.skipif(not find_spec("nbgrader"), reason="nbgrader is not installed"),
    pytest.mark.skipif(not find_spec("selenium"), reason="selenium is not installed"),
    pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="there is no chromium with its driver"),
]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync "
    "--disable-background-networking --disable-component-update --window-size=1300,2000"
)
SECONDS = 60


@pytest.fixture(scope="module")
def room(classroom, tmp_path_factory):
    """The class, to change something in."""
    return classroom.copy(tmp_path_factory.mktemp("formgrader") / "class")


@pytest.fixture(scope="module")
def address(room):
    """Where formgrader is, as long as the tests of this file run."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root"]
    command += ["--ServerApp.ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token=secret"]
    log = (room.base / "server.log").open("w", encoding="utf-8")
    server = subprocess.Popen(
        command, cwd=room.root, env=room.shell.environment(), stdout=log, stderr=log
    )
    try:
        ends = time.monotonic() + SECONDS
        while True:
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api"),
            ):
                break
            assert time.monotonic() < ends
            assert server.poll() is None
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
        log.close()


class Page:
    """What a person sees and presses."""

    def __init__(self, driver, address):
        self.driver, self.address = driver, address

    def open(self, path):
        self.driver.get(f"{self.address}/formgrader/{path}")

    def find(self, path, seconds=SECONDS):
        """The one element at an XPath, as soon as it is there."""
        from selenium.webdriver.common.by import By
        from selenium.webdriver.support.expected_conditions import element_to_be_clickable
        from selenium.webdriver.support.wait import WebDriverWait

        found = element_to_be_clickable((By.XPATH, path))
        return WebDriverWait(self.driver, seconds).until(found)

    def screenshot(self, name):
        """Kept where a person asks for it."""
        folder = os.environ.get("SCREENSHOTS")
        if folder:
            self.driver.save_screenshot(f"{folder}/{name}.png")


@pytest.fixture(scope="module")
def page(address, tmp_path_factory):
    """Formgrader in a browser."""
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS.split(), f"--user-data-dir={tmp_path_factory.mktemp('browser')}"):
        options.add_argument(flag)
    with Chrome(options=options, service=ChromeService(DRIVER)) as driver:
        driver.get(f"{address}/formgrader/manage_assignments?token=secret")
        yield Page(driver, address)


def row(student):
    return f"//tr[td[normalize-space()='{student}']]"


def submission(room, student):
    """The id by which formgrader opens a student's notebook."""
    ((found,),) = room.sql(
        "select submitted_notebook.id from submitted_notebook "
        "join submitted_assignment as work on work.id = submitted_notebook.assignment_id "
        "where student_id = ?",
        student,
    )
    return found


def test_the_autograde_button_grades_with_us(room, page):
    submitted = room.root / "submitted"
    right = submitted / "right" / "adding" / "adding.ipynb"
    (submitted / "late" / "adding" / "adding.ipynb").write_bytes(right.read_bytes())
    page.open("manage_assignments")
    page.find("//a[normalize-space()='adding']")
    page.screenshot("assignments")
    page.open("manage_submissions/adding")
    score = page.find(f"{row('late')}/td[contains(@class, 'score')]")
    before = score.text
    page.find(f"{row('late')}/td[contains(@class, 'autograde')]//a").click()
    page.find("//div[contains(@class, 'modal-title') or self::div]//*[contains(text(), 'Success')]")
    page.screenshot("autograded")
    assert before == "60 / 110"
    assert room.earned("late") == {"sums": 40.0, "totals": 60.0}


def test_points_given_in_formgrader_survive_its_autograde_button(room, page):
    page.open(f"submissions/{submission(room, 'twice_wrong_last')}")
    box = page.find("//div[@class='panel-heading'][.//*[text()='sums']]//input[@type='number'][1]")
    box.send_keys("12.5\t")
    page.screenshot("manual")
    ends = time.monotonic() + SECONDS
    while room.scores("twice_wrong_last")["sums"][1] != 12.5:
        assert time.monotonic() < ends
        time.sleep(0.1)
    page.open("manage_submissions/adding")
    page.find(f"{row('twice_wrong_last')}/td[contains(@class, 'autograde')]//a").click()
    page.find("//*[contains(text(), 'Success')]")
    assert room.scores("twice_wrong_last")["sums"] == (0.0, 12.5, None, True)


def test_no_script_of_a_students_runs_where_people_look(room, page):
    page.open(f"submissions/{submission(room, 'attack_scripts')}")
    page.find("//*[text()='sums']")
    time.sleep(1)
    page.screenshot("scripts")
    assert page.driver.title != "BREACH"
    feedback = room.root / "feedback" / "attack_scripts" / "adding" / "adding.html"
    page.driver.get(feedback.as_uri())
    time.sleep(1)
    assert page.driver.title == "adding"
