"""Files built to harm are refused within bounds of time and memory, in a process that may be killed."""

import contextlib
import os
import signal
import threading
from pathlib import Path

import pytest

from award.editions.states import FileKind
from award.files import apart, checks, examining
from award.files.probing import probe_bytes
from award.kit.messages import Message
from tests.files.hostile import OTHER_TYPES, REFUSED, endless_drawing, pdf_bomb, with_attachment
from tests.files.samples import PDF

MOST_CPU_SECONDS = examining.LEAST_SECONDS + 2
MOST_MEMORY = examining.MEMORY


@pytest.fixture
def looked_at(tmp_path):
    """Looks at bytes in a process of its own; answers what it said and what it used."""

    def act(body):
        path = tmp_path / "sent"
        path.write_bytes(body)
        return apart.run(examining.PROBING, examining.bounds_for(len(body)), str(path))

    return act


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_a_crafted_file_is_refused_in_words_within_bounds(looked_at, make):
    outcome = looked_at(make())
    refusal = examining.probed(outcome).refusal
    assert isinstance(refusal, Message)
    assert outcome.usage.cpu_seconds < MOST_CPU_SECONDS
    assert outcome.usage.memory < MOST_MEMORY


def test_a_page_that_draws_itself_comes_to_an_end(looked_at):
    outcome = looked_at(endless_drawing())
    assert outcome.usage.cpu_seconds < MOST_CPU_SECONDS


def test_a_file_that_a_pdf_carries_is_counted_and_told():
    assert probe_bytes(with_attachment()).probe["attachments"] == 1


@pytest.mark.parametrize(("body", "type_found"), OTHER_TYPES.values(), ids=OTHER_TYPES)
@pytest.mark.parametrize("name", ["ảnh.jpg", "trang.pdf", "phim.mp4"])
def test_pages_drawings_and_programs_are_refused_whatever_their_name(body, type_found, name):
    found = probe_bytes(body)
    if type_found:
        assert found.type_found == type_found
    assert checks.content_fault(name=name, type_found=found.type_found, kinds=list(FileKind))


def test_memory_is_bounded_by_the_process_itself(tmp_path):
    path = tmp_path / "sent"
    path.write_bytes(pdf_bomb(3000))
    bounds = apart.Bounds(seconds=60, cpu_seconds=60, memory=400 * 1024**2)
    outcome = apart.run(examining.PROBING, bounds, str(path))
    assert examining.probed(outcome).refusal
    assert outcome.usage.cpu_seconds < MOST_CPU_SECONDS


def test_a_process_that_takes_too_long_is_ended_by_the_clock_or_by_its_share_of_the_processor(tmp_path):
    path = tmp_path / "sent"
    path.write_bytes(PDF)
    late = apart.run(examining.PROBING, apart.Bounds(0.01, 60, examining.MEMORY), str(path))
    assert (late.answer, late.late) == (None, True)
    assert "time" in str(examining.probed(late).refusal)
    spent = apart.run(examining.PROBING, apart.Bounds(60, 0, examining.MEMORY), str(path))
    assert spent.answer is None


def test_a_process_that_is_killed_leaves_the_worker_unharmed(tmp_path):
    path = tmp_path / "sent"
    path.write_bytes(PDF)
    answered = threading.Event()
    killer = threading.Thread(target=_kill_the_child, args=(answered,))
    killer.start()
    found = examining.probe_apart(path, len(PDF))
    answered.set()
    killer.join()
    assert found.refusal == examining.UNREAD
    assert examining.probe_apart(path, len(PDF)).refusal is None


def _kill_the_child(answered: threading.Event):
    own = Path(f"/proc/{os.getpid()}/task")
    while not answered.wait(0.005):
        # Threads and children come and go while they are looked through.
        with contextlib.suppress(OSError):
            for child in [child for task in own.iterdir() for child in (task / "children").read_text().split()]:
                if examining.PROBING in Path(f"/proc/{child}/cmdline").read_text():
                    os.kill(int(child), signal.SIGKILL)
                    return
