"""What the verbs and things of the record are called on a page; the record itself keeps the short names."""

from award.kit.messages import mark

VERBS = {
    "batch.choose": mark("Works chosen for forwarding"),
    "batch.freeze": mark("Batch frozen"),
    "batch.move": mark("Order of a batch changed"),
    "batch.open": mark("Batch opened"),
    "batch.remove": mark("Work taken out of a batch"),
    "consent.given": mark("Agreement given"),
    "consent.withdrawn": mark("Agreement withdrawn"),
    "deadline.extended": mark("Deadline moved"),
    "edition.archive": mark("Edition archived"),
    "edition.close": mark("Edition closed"),
    "edition.founded": mark("Edition brought in"),
    "edition.loaded": mark("Edition's file applied"),
    "edition.open": mark("Edition opened"),
    "entry.accept": mark("Work found eligible"),
    "entry.attach": mark("File added to a work"),
    "entry.detach": mark("File taken out of a work"),
    "entry.discard": mark("Draft discarded"),
    "entry.disqualify": mark("Work disqualified"),
    "entry.fill_for": mark("Work filled in by the office for its author"),
    "entry.hand_over": mark("Work handed over to its author"),
    "entry.prolong": mark("Longer time for a supplement"),
    "entry.reject": mark("Work found ineligible"),
    "entry.return": mark("Supplement asked for"),
    "entry.save": mark("Draft of a work saved"),
    "entry.start": mark("Draft of a work begun"),
    "entry.submit": mark("Work submitted"),
    "entry.withdraw": mark("Work withdrawn"),
    "evidence.conclude": mark("Page of a link looked at"),
    "evidence.look_now": mark("New look at a link asked for"),
    "file.abandon": mark("Upload given up"),
    "file.begin": mark("Upload begun"),
    "file.conclude": mark("File checked"),
    "file.finish": mark("Upload finished"),
    "file.store": mark("File stored"),
    "judging.abstained": mark("Judge does not mark a work"),
    "judging.close_round": mark("Round closed"),
    "judging.confirm_sheet": mark("Score sheet confirmed"),
    "judging.later": mark("Work put off by its judge"),
    "judging.open_round": mark("Round opened"),
    "judging.open_task": mark("Work opened by its judge"),
    "judging.propose": mark("Assignment proposed"),
    "judging.publish": mark("Assignment published"),
    "judging.recuse": mark("Judges kept from a work"),
    "judging.recused": mark("Conflict of interest declared"),
    "judging.reopen_sheet": mark("Score sheet taken back for a change"),
    "judging.save_sheet": mark("Score sheet saved"),
    "judging.seat": mark("Judge seated"),
    "judging.unseat": mark("Judge taken from a sub-committee"),
    "letter.sent_again": mark("Letter sent again"),
    "organisation.added": mark("Organisation added"),
    "organisation.changed": mark("Organisation changed"),
    "organisation.renamed": mark("Organisation renamed"),
    "person.confirmed": mark("Address confirmed"),
    "person.created": mark("Account opened"),
    "person.password_set": mark("Password set"),
    "person.profile_changed": mark("Profile changed"),
    "person.registered": mark("Person registered"),
    "person.registered_again": mark("Known address registered again"),
    "prize.prepare": mark("Prize prepared"),
    "prize.take_back": mark("Prepared prize taken back"),
    "prizes.release": mark("Prizes released"),
    "role.granted": mark("Role given"),
    "role.revoked": mark("Role taken back"),
    "screening.decide": mark("Decision of the screening"),
}

THINGS = {
    "assignment": mark("A judge's task"),
    "batch": mark("Batch of forwarding"),
    "capture": mark("Kept copy"),
    "consent": mark("Agreement"),
    "deadline": mark("Deadline"),
    "edition": mark("Edition"),
    "entry": mark("Work"),
    "letter": mark("Letter"),
    "organisation": mark("Organisation"),
    "person": mark("Person"),
    "prize": mark("Prize"),
    "role_grant": mark("Role"),
    "round": mark("Round"),
    "seat": mark("Judge's seat"),
    "stored_file": mark("File"),
}


def verb_in_words(verb: str) -> str:
    """What a verb is called, to be translated; one without a name is shown as it is kept."""
    return VERBS.get(verb, verb)


def thing_in_words(thing: str) -> str:
    """What a kind of thing is called, to be translated."""
    return THINGS.get(thing, thing)
