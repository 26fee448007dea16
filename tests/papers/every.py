"""Every paper that the program makes, as a secretary gets it: each offer in both frames, about all that it can be about,
and what is made outside of the register. A new offer is in it by itself."""

from collections.abc import Iterator
from dataclasses import replace

from award.documents.docx import letter
from award.documents.form_docx import form_docx
from award.documents.list_docx import list_docx
from award.documents.paper import LetterText
from award.entries.registration import registration_form
from award.forwarding import papers as forwarded
from award.forwarding import proofs
from award.papers import composing
from award.papers.offering import OFFERS
from tests.entries.test_registration import a_record

PROOF = ("http://localhost/papers/proof/" + "k" * 20, "k" * 20, "0" * 64)


def every_offer(scene) -> Iterator[tuple[str, LetterText]]:
    """(name, paper) of every offer; the name ends with the frame."""
    for code in OFFERS:
        for frame, issuer in (("state", scene.organiser), ("party", scene.party)):
            yield f"{code}-{frame}", composing.proved(replace(scene.draft(code, issuer), number=5), *PROOF)


def every_docx(scene) -> dict[str, bytes]:
    """Every file for Word by name, with those that no offer makes."""
    found, whole_record = {name: letter(text) for name, text in every_offer(scene)}, scene.batch_sent.record
    for frame in ("state", "party"):
        record = {**whole_record, "letter": {**whole_record["letter"], "frame": frame}}
        found |= {
            f"dossier.letter-{frame}": letter(forwarded.letter_text(record)),
            f"dossier.minutes-{frame}": letter(proofs.minutes_text(record)),
            f"dossier.receipt-{frame}": letter(proofs.receipt_text(record)),
            f"dossier.list-{frame}": list_docx(forwarded.list_paper(record)),
        }
        form = replace(registration_form(a_record(), *PROOF), frame=frame)
        found[f"entries.registration-{frame}"] = form_docx(form)
    return found
