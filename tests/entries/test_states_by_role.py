"""The state table of the entry through the doors: every role tries every act from every state."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from award.db import db
from award.entries import queries
from award.entries.states import ENTRY, EntryState
from award.kit import clock
from tests.entries.making import give_file
from tests.support.editions import make_edition, make_entry

OWNER, SECRETARY, CHAIR = "an", "dung", "hung"
ROLES = (OWNER, "binh", "cuong", SECRETARY, "giang", "ha", CHAIR, "khanh", "lan", "mai", None)
ACTS = {
    "edit": (OWNER,),
    "submit": (OWNER,),
    "withdraw": (OWNER,),
    "accept": (SECRETARY,),
    "return": (SECRETARY,),
    "reject": (SECRETARY,),
}
VERDICTS = {"accept": "eligible", "return": "returned", "reject": "ineligible"}
# What each state leads to, written out once more beside the table itself: a slip in one is seen by the other.
S = EntryState
LEADS = {
    "edit": {S.DRAFT: S.DRAFT, S.RETURNED: S.RETURNED},
    "submit": {S.DRAFT: S.SUBMITTED, S.RETURNED: S.SUBMITTED},
    "withdraw": {S.DRAFT: S.WITHDRAWN, S.SUBMITTED: S.WITHDRAWN, S.RETURNED: S.WITHDRAWN, S.ELIGIBLE: S.WITHDRAWN},
    "accept": {S.SUBMITTED: S.ELIGIBLE, S.INELIGIBLE: S.ELIGIBLE},
    "return": {S.SUBMITTED: S.RETURNED, S.ELIGIBLE: S.RETURNED, S.INELIGIBLE: S.RETURNED},
    "reject": {S.SUBMITTED: S.INELIGIBLE, S.RETURNED: S.INELIGIBLE, S.ELIGIBLE: S.INELIGIBLE},
}


@pytest.fixture
def edition(cast):
    edition = make_edition()
    cast.appoint(edition)
    return edition


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(state=st.sampled_from(EntryState), act=st.sampled_from(sorted(ACTS)), who=st.sampled_from(ROLES))
def test_an_act_leads_where_the_table_says_for_whom_it_is_and_nowhere_for_others(
    edition, cast, client, state, act, who
):
    entry = _work(edition, cast, state)
    if who:
        client.enter_as(getattr(cast, who))
    else:
        client.leave()
    answer = _try(client, entry, act)
    now = queries.entry(entry.id).state
    leads = LEADS[act].get(state) if who in ACTS[act] else None
    assert now is (leads or state), (act, who, state, answer.status_code)
    if who is None:
        assert answer.status_code in (302, 303, 401)
    elif who not in ACTS[act] and who not in (SECRETARY, CHAIR, OWNER, "mai"):
        assert answer.status_code == 404


def test_the_table_written_here_is_the_table_of_the_product():
    for act, leads in LEADS.items():
        for state in EntryState:
            verb = "discard" if act == "withdraw" and state is S.DRAFT else act
            assert ENTRY.allows(verb, state) == (state in leads)
            if state in leads and act != "edit":
                assert ENTRY.target(verb, state) is leads[state]


def _work(edition, cast, state):
    more = {"state_reason": "Vì sao"} if state is S.RETURNED else {}
    entry = make_entry(edition, cast.an, state=state, **more)
    give_file(entry, edition.categories[0].requirements[0], cast.an)
    edition.works_per_author = None
    db.session.flush()
    return entry


def _try(client, entry, act):
    base, version = f"/entries/{entry.id}", entry.version
    if act == "edit":
        return client.post(f"{base}/autosave/work", data={"version": version, "title": "Tên mới", "language": "vi"})
    if act in VERDICTS:
        data = {
            "version": version,
            "verdict": VERDICTS[act],
            "note": "Đã xem",
            "answer_by": f"{clock.today() + timedelta(days=2)}",
        }
        return client.post(f"{base}/screening/decision", data=data)
    return client.post(f"{base}/{act}", data={"version": version})
