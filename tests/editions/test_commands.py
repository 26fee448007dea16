"""`flask edition load`, `dump`, `copy`."""

import pytest

from award.editions import queries
from tests.editions.files import FOLDER, shipped


@pytest.fixture
def edition(world):
    def run(*arguments: str):
        return world.test_cli_runner().invoke(args=["edition", *arguments])

    return run


def test_load_then_dump_gives_the_file_back(edition):
    assert edition("load", str(FOLDER / "binh-dinh-2023.toml")).exit_code == 0
    assert edition("load", "binh-dinh-2023").exit_code == 0
    assert edition("dump", "binh-dinh-2023").stdout == shipped("binh-dinh-2023.toml")


def test_every_fault_is_printed_with_file_line_and_field_and_nothing_is_kept(edition, tmp_path):
    path = tmp_path / "kỳ.toml"
    text = shipped("binh-dinh-2023.toml").replace("year = 2023", "year = 23").replace('"BI"', '"b"')
    path.write_text(text)
    line = text.split("\n").index('letters = "b"') + 1
    answer = edition("load", str(path))
    assert answer.exit_code == 1
    assert [line.rsplit(": ", 1)[0] for line in answer.stderr.strip().split("\n")] == [
        f"{path}:6: year",
        f"{path}:{line}: categories[bao-in].letters",
    ]
    assert queries.all_editions() == []


def test_a_copy_is_a_new_edition_being_prepared_a_year_later(edition):
    edition("load", "binh-dinh-2023")
    assert edition("copy", "binh-dinh-2023").exit_code == 0
    copied = queries.edition_by_code("binh-dinh-2024")
    assert (copied.year, copied.state, copied.window_to.isoformat()) == (2024, "preparing", "2024-09-30")
    assert edition("copy", "binh-dinh-2023", "binh-dinh-2024").exit_code == 1
    assert edition("copy", "binh-dinh-2023", "thu", "--year", "2030").exit_code == 0


@pytest.mark.parametrize("arguments", [("dump", "nowhere"), ("copy", "nowhere"), ("load", "nowhere.toml")])
def test_what_is_not_there_is_said(edition, arguments):
    answer = edition(*arguments)
    assert answer.exit_code == 1
    assert "nowhere" in answer.stderr
