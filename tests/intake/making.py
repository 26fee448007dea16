"""Intakes made by the verb."""

from datetime import timedelta

from award.intake import service
from award.intake.states import Means, Medium
from award.kit import clock


def values(**more):
    """What a secretary writes down of a parcel with two discs."""
    known = {
        "brought_by": "Nguyễn Thị Hân",
        "means": Means.POST,
        "postmarked_on": None,
        "received_at": clock.now() - timedelta(minutes=5),
        "medium": Medium.DISC,
        "pieces": 2,
        "title": "Chi bộ bám rẫy",
        "author_name": "Siu Thị Hương, Trần Bình",
        "outlet_name": "Đài huyện Vĩnh Thạnh",
    }
    return known | more


def make_intake(edition, secretary, **more):
    """An intake, opened by the secretary."""
    return service.register(edition, values(**more), actor=secretary)
