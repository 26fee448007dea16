"""A site of the suite's own, the application's fetcher that may reach it, and a work that links to it."""

import pytest

from award.db import db
from award.entries import service as entries
from award.entries.queries import entry_whole
from award.evidence.queries import copies_of
from award.jobs.service import run_due
from award.kit import clock
from tests.entries.making import ready_draft
from tests.evidence.pages import article
from tests.support.editions import make_edition
from tests.support.site import open_site


@pytest.fixture
def site(world, monkeypatch):
    with open_site() as found:
        found.pages["/bai"] = article()
        monkeypatch.setitem(world.extensions, "award-fetcher", found.fetcher())
        yield found


@pytest.fixture
def edition(cast):
    made = make_edition()
    cast.appoint(made)
    return made


class Linked:
    """A work of An that links to the site; `look` does the worker's work, after so many minutes."""

    def __init__(self, edition, owner, site):
        self.owner, self.url = owner, f"{site.origin}/bai"
        self.id = ready_draft(edition, owner).id
        self.link(self.url)

    @property
    def entry(self):
        return entry_whole(self.id)

    def link(self, *urls) -> None:
        """Saves the parts with these links."""
        part = {"outlet_name": "Báo Bình Định", "published_on": self.entry.parts[0].published_on}
        values = [{**part, "url": url} for url in urls]
        entries.save_parts(self.entry, values, version=None, actor=self.owner)

    def look(self, minutes: float = 1):
        """The evidence as it stands after the worker did what is due then."""
        db.session.commit()
        with clock.at(clock.in_minutes(minutes)):
            run_due()
        return copies_of(self.id, with_text=True).get(self.url)


@pytest.fixture
def linked(bucket, cast, edition, site):
    return Linked(edition, cast.an, site)
