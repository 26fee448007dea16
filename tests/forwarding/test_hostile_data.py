"""A dossier's data that were written to do harm: refused before anything is made of them."""

import json

import pytest

from award.forwarding.record import travelling
from award.forwarding.service.reporting import MOST_TOLD, report_of
from award.forwarding.travelled import travelled
from award.forwarding.unpacking import Faulty
from award.kit.messages import say
from tests.forwarding.making import a_record


@pytest.fixture
def data():
    """The data of a dossier of two works."""
    files = [{"key": f"files/{n}", "size": 10, "sha256": f"{n}" * 64} for n in (1, 2)]
    return json.loads(travelling(a_record(files)))


def refused(data, sentence):
    with pytest.raises(Faulty, match=sentence):
        travelled(json.dumps(data).encode())


def test_what_a_province_writes_is_read(data):
    assert [work.code for work in travelled(json.dumps(data).encode()).works] == ["TH-001", "TH-002"]


def test_two_works_of_one_code_and_two_files_of_one_path_are_refused(data):
    first, second = data["works"]
    second["code"] = first["code"]
    refused(data, "name “TH-001” twice")
    second["code"], second["files"] = "TH-002", [*second["files"], *second["files"]]
    refused(data, "twice")


def test_a_dossier_without_works_is_refused(data):
    refused({**data, "works": []}, "no work")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "\ud800"),
        ("title", "x" * 501),
        ("title", ""),
        ("title", ["a"]),
        ("authors", []),
        ("authors", None),
        ("files", [{}]),
        ("parts", [{"published_on": "31/12/2023"}]),
        ("prizes", ["x"] * 201),
    ],
)
def test_a_value_that_is_not_what_it_should_be_is_refused(data, field, value):
    data["works"][0][field] = value
    refused(data, "cannot be read")


@pytest.mark.parametrize(
    ("field", "value"), [("sha256", "zz"), ("sha256", "ab"), ("size", -1), ("size", True), ("size", 2**60)]
)
def test_a_file_that_is_no_file_is_refused(data, field, value):
    data["works"][0]["files"][0][field] = value
    refused(data, "cannot be read")


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"[" * 100_000, b"\xff\xfe", b'{"version": 99}'])
def test_what_is_no_data_at_all_is_refused(body):
    with pytest.raises(Faulty, match="cannot be read"):
        travelled(body)


def test_a_thousand_faults_do_not_fill_the_page():
    report = report_of([say("The file “%(file)s” is missing.", file=str(n)) for n in range(1000)])
    assert len(report["faults"]) == MOST_TOLD + 1
    assert "800" in str(report["faults"][-1])
