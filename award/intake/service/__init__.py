"""Every verb of the desk: taking in, handing on, works on behalf, lists."""

from award.intake.service.desk import change, hand_on, register
from award.intake.service.lists import bring, take_over, take_over_now
from award.intake.service.works import add_work, begin_work, claim

__all__ = ["add_work", "begin_work", "bring", "change", "claim", "hand_on", "register", "take_over", "take_over_now"]
