"""When the network is down: the pack on paper, and entering it afterwards with both times kept."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from core import clock
from core.calendar import at_london
from core.db import commit
from core.wording import short_day
from dispensing.forms.afterwards import Wrote, read_lines
from supply.actions import record_dose
from supply.rules import DoseHow
from tests.dispensing.builders import DAILY, Home
from tests.dispensing.counter_builders import at_the_counter, doses_of
from tests.staff.builders import Person, a_staff_member, put_into_session
from tests.strict_client import StrictClient


@pytest.fixture
def home(inside: Flask) -> Home:
    """Rosa Alder, supervised every day at a pharmacy that never closes."""
    return at_the_counter()


@pytest.fixture
def pharmacist(home: Home, client: StrictClient) -> Person:
    """The pharmacist there, signed in."""
    made = a_staff_member("pharmacist", pharmacy=home.pharmacy)
    commit()
    put_into_session(client, made)
    return made


def boxes(day: object) -> dict[str, str]:
    return {f"day-{part}": str(getattr(day, part)) for part in ("day", "month", "year")}


@pytest.mark.usefixtures("pharmacist")
def test_the_pack_has_both_days_the_plans_and_a_blank_sheet(home: Home, client: StrictClient) -> None:
    wilf = at_the_counter("Wilf", "Rowan", beside=home, arrangement=DAILY)
    for count in (3, 2, 1):
        day = clock.day_of(clock.now()) - timedelta(days=count)
        record_dose(
            household_id=wilf.household_id,
            person_id=wilf.person_id,
            for_on=day,
            how=DoseHow.MISSED,
            by=home.worker.staff_id,
            at=clock.now() - timedelta(days=count),
        )
    commit()
    answer = client.get("/desk/pack")
    assert answer.content_type == "application/pdf"
    assert "Rosa" not in str(answer.headers)
    read = subprocess.run(["pdftotext", "-", "-"], input=answer.data, capture_output=True, check=True)
    text = " ".join(read.stdout.decode().split())
    for said in (
        "Rosa Alder",
        "Wilf Rowan",
        "Today,",
        "Tomorrow,",
        "1 bottle to take",
        "No storage plan",
        "Blank sheet",
        "Speak to the prescriber before supplying. 3 doses in a row were missed",
    ):
        assert said in text, said


@pytest.mark.usefixtures("pharmacist")
def test_what_is_entered_stands_in_the_order_of_the_paper_and_of_the_list(home: Home, client: StrictClient) -> None:
    for given, family in (("Abe", "Zephyr"), ("Zoe", "Ash"), ("Max", "Birch")):
        at_the_counter(given, family, beside=home)
    names = ("Rosa Alder", "Zoe Ash", "Max Birch", "Abe Zephyr")
    read = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=client.get("/desk/pack").data, capture_output=True, check=True
    )
    for page in (client.get("/desk/afterwards").text, client.get("/desk/").text, read.stdout.decode()):
        places = [page.index(name) for name in names]
        assert places == sorted(places)


@pytest.mark.usefixtures("pharmacist")
def test_what_stood_on_paper_is_entered_with_both_times(home: Home, client: StrictClient) -> None:
    other = at_the_counter("Wilf", "Rowan", beside=home, arrangement=DAILY)
    yesterday = clock.day_of(clock.now()) - timedelta(days=1)
    sent = {
        **boxes(yesterday),
        f"wrote-{home.person_id}": "usual",
        f"time-{home.person_id}": "9:15",
        f"wrote-{other.person_id}": "missed",
        f"time-{other.person_id}": "half past",
    }
    assert "Wilf Rowan" in client.post("/desk/afterwards", data={**sent, "step": "show"}).text
    assert doses_of(home.person_id) == []
    page = client.post("/desk/afterwards", data={**sent, "step": "save"}).text
    assert "1 line written down" in page
    assert "Enter the time it happened" in page
    assert 'value="half past"' in page
    summary = page[page.index("There is something to put right") : page.index("</h1>")]
    assert f"#time-{other.person_id}" in summary
    assert "Wilf Rowan: Enter the time it happened, like 9:15" in summary
    assert f"Supervised, 9:15am, entered {short_day(clock.day_of(clock.now()))} at" in page
    (row,) = doses_of(home.person_id)
    assert (row.how, row.for_on, row.happened_on) == ("supervised", yesterday, yesterday)
    assert row.happened_at == at_london(yesterday, 9, 15)
    assert row.recorded_at > at_london(yesterday, 23)
    assert doses_of(other.person_id) == []
    again = client.post("/desk/afterwards", data={**sent, "step": "save"}).text
    assert len(doses_of(home.person_id)) == 1
    assert "Nothing was due that day" in again or "already recorded" in again


@pytest.mark.usefixtures("pharmacist")
def test_a_time_to_come_and_a_day_long_gone_are_refused(home: Home, client: StrictClient) -> None:
    today = clock.day_of(clock.now())
    sent = {"step": "save", f"wrote-{home.person_id}": "missed", f"time-{home.person_id}": "9:00"}
    page = client.post("/desk/afterwards", data={**sent, **boxes(today - timedelta(days=40))}).text
    assert "in the last four weeks" in page
    page = client.post("/desk/afterwards", data={**sent, **boxes(today + timedelta(days=1))}).text
    assert "in the last four weeks" in page
    assert doses_of(home.person_id) == []


@pytest.mark.parametrize(
    ("said", "time", "fine"),
    [
        ("usual", "9:15", True),
        ("usual", "23.59", True),
        ("usual", "24:00", False),
        ("usual", "", False),
        ("x", "9:15", None),
    ],
)
def test_a_line_of_paper_is_read_or_says_what_is_wrong(said: str, time: str, fine: bool | None) -> None:
    day = clock.day_of(clock.now())
    (line,) = read_lines({"wrote-1": said, "time-1": time}, ["1"], day)
    assert (line.wrote is Wrote.USUAL) == (fine is not None)
    assert (line.happened_at is not None) == (fine is True)
    assert bool(line.problem) == (fine is False)


def test_every_pharmacy_s_pack_is_written_for_the_evening_for_its_owner_alone(
    home: Home, inside: Flask, folder: Path
) -> None:
    answer = inside.test_cli_runner().invoke(args=["dispensing", "evening-packs", str(folder)])
    assert answer.exit_code == 0, answer.output
    file = folder / f"{home.pharmacy.id}.pdf"
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_mode & 0o077 == 0
