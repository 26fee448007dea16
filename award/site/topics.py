"""The help pages: what each kind of person comes to do, step by step. Texts only."""

from dataclasses import dataclass

from award.kit.messages import mark


@dataclass(frozen=True)
class Topic:
    """One help page: for whom, what they come to do, and steps in order, each a short title and its sentences."""

    title: str
    purpose: str
    steps: tuple[tuple[str, str], ...]


TOPICS = {
    "author": Topic(
        mark("Help for authors"),
        mark("How to enter a work and what happens to it."),
        (
            (
                mark("Open an account"),
                mark(
                    "Register with an e-mail address and follow the link in the letter that comes. Fill in the "
                    "profile once: pen names, card numbers and the outlet are taken over into every work."
                ),
            ),
            (
                mark("Begin a work"),
                mark(
                    "Choose the category on the first step; the later steps ask only for what its rules need. The "
                    "draft is saved while it is typed and can be continued on another day or another device."
                ),
            ),
            (
                mark("Add authors, parts and files"),
                mark(
                    "List the authors in the order of the by-line, with one lead author. Every part of a series has "
                    "its own outlet and date. Files of any size go up in pieces: a broken connection loses nothing."
                ),
            ),
            (
                mark("Files over a poor line"),
                mark(
                    "A broken line loses nothing: choose the same file again, on another day too, and it goes on where it stopped. Where the rules allow it, a file that was named before the deadline may arrive in the hours after it."
                ),
            ),
            (
                mark("Co-authors and the outlet"),
                mark(
                    "Where the rules ask for it, each co-author and the outlet answer by a link in a letter; the work counts only with their answers. Print the registration form from the work's page where it is to be signed."
                ),
            ),
            (
                mark("Submit"),
                mark(
                    "The checklist says what is still missing, in the words of the rules. After submission the work "
                    "has a code; a receipt comes by letter and stands on the work's page."
                ),
            ),
            (
                mark("Letters before the deadline"),
                mark(
                    "On the days that the edition names, a letter tells what each draft still lacks and until when works are received. When the deadline is moved, a letter tells that too. Who discards a draft gets no more letters of it."
                ),
            ),
            (
                mark("Paper, discs and USB"),
                mark(
                    "What was brought or posted gets a receipt with a code. The code leads to a page that proves it; whoever signs in there with the address on the receipt takes the work over into the own account."
                ),
            ),
            (
                mark("Answer a request"),
                mark(
                    "When the secretariat asks for a supplement, a letter says what and until when. Mend the work "
                    "and submit it again; its code stays the same."
                ),
            ),
        ),
    ),
    "contact": Topic(
        mark("Help for the contacts of outlets"),
        mark("How an outlet enters works for its reporters and keeps an overview."),
        (
            (
                mark("Enter for a reporter"),
                mark(
                    "Begin a work as an author does and put the reporter down as lead author; letters go to the "
                    "authors as well when their e-mail addresses are given."
                ),
            ),
            (
                mark("Many works at once"),
                mark(
                    "“Lists of works” has a workbook to fill in, one work a row. Bring it back: every fault is named by its cell before anything is made. Then all works become drafts, or none does; what is there already is left out."
                ),
            ),
            (
                mark("See what the outlet has sent"),
                mark(
                    "“Works of the outlet” lists all that its people have sent in, with state and confirmation; "
                    "“Hand in several works” there sends many drafts with one act."
                ),
            ),
            (
                mark("Confirm for the outlet"),
                mark(
                    "Where the rules ask for it, confirm of each work that the outlet carried it, and on which day. A work that waits for the outlet's word says so in its checklist."
                ),
            ),
            (
                mark("Files and sending in"),
                mark(
                    "Drafts of a list have no files yet. Open each one, add the files, read the declaration, and send it in before the deadline; letters remind of drafts."
                ),
            ),
        ),
    ),
    "secretary": Topic(
        mark("Help for the secretariat"),
        mark("From the first entry to the dossier for the higher award."),
        (
            (
                mark("Set up the edition"),
                mark(
                    "All rules of an edition stand in one file that is read in by a command; the page "
                    "“Configuration” shows what holds. Deadlines can be extended there, with a reason."
                ),
            ),
            (
                mark("Take in paper, discs and USB"),
                mark(
                    "At the “Intake desk” open an intake for what came: print the receipt and the labels, begin the work for its author, add the scans as its files, send it in. Every hand that the thing goes through is written into its chain of custody, which nobody can change."
                ),
            ),
            (
                mark("Take in a list"),
                mark(
                    "A list of many works comes in by the workbook under “A list of many works”. It is looked through at once; every fault is named by its cell, and all works become drafts or none."
                ),
            ),
            (
                mark("Set a clause aside"),
                mark(
                    "A clause that a work does not meet can be set aside with a reason. Clause, reason and name stay on the record and stand beside the work."
                ),
            ),
            (
                mark("Screen the works"),
                mark(
                    "The list “Works” has filters and a search that needs no diacritics. A work stands beside the "
                    "clauses of the rules; decide: eligible, ask for a supplement, or ineligible with a reason."
                ),
            ),
            (
                mark("Letters that go by themselves"),
                mark(
                    "The worker reminds authors of drafts and of supplements on the days that the edition names, and tells of a deadline that was moved. “Letters” shows what went out and what failed."
                ),
            ),
            (
                mark("Assign the judges"),
                mark(
                    "Seat the judges in the sub-committees, let the system propose an assignment with equal loads "
                    "and without conflicts, look through it, then publish it: only then do judges see their works."
                ),
            ),
            (
                mark("Follow the round"),
                mark(
                    "Progress is shown by judge and by sub-committee. Marks and ranking stay hidden until the chair "
                    "closes the round; closing freezes the standings."
                ),
            ),
            (
                mark("Prizes and forwarding"),
                mark(
                    "Prepare the prizes from the standings; the chair releases all of them together. Then put works "
                    "into a batch for the higher award, freeze it and take the dossier away as one ZIP file."
                ),
            ),
        ),
    ),
    "judge": Topic(
        mark("Help for judges"),
        mark("How to read, listen, watch and mark in the browser, on a phone too."),
        (
            (
                mark("The queue"),
                mark("“Marking” lists the works to mark in each round, with the time left."),
            ),
            (
                mark("The sheet"),
                mark(
                    "The work and the sheet stand side by side, on a phone behind two tabs. Marks are saved as they "
                    "are given; a sheet counts only after “Confirm the sheet”, and can be taken back until the round closes."
                ),
            ),
            (
                mark("A conflict of interest"),
                mark(
                    "Works of one's own, of co-authors and of one's own outlet are never assigned. Declare any other "
                    "conflict on the sheet: the work then goes to somebody else."
                ),
            ),
        ),
    ),
    "chair": Topic(
        mark("Help for the chair of the council"),
        mark("The acts that need a second pair of eyes."),
        (
            (
                mark("Open and close a round"),
                mark(
                    "A round takes marks only while it is open. Closing it with sheets missing needs a reason; "
                    "afterwards the standings are frozen with the method that made them."
                ),
            ),
            (
                mark("Decide the prizes"),
                mark(
                    "The secretariat prepares prizes from the standings; where the council leaves their order, the "
                    "reason is written down. Releasing makes all results public at once."
                ),
            ),
        ),
    ),
    "observer": Topic(
        mark("Help for observers"),
        mark("Figures and reports; nothing can be changed."),
        (
            (
                mark("Figures"),
                mark(
                    "“Figures” shows the works by state, category, theme and week, and how far the judging has come. "
                    "Marks are not shown before a round is closed."
                ),
            ),
        ),
    ),
    "administrator": Topic(
        mark("Help for the administrator"),
        mark("People, roles and organisations; no say in marks."),
        (
            (
                mark("People and roles"),
                mark(
                    "Roles are given for one edition, on the person's page. Whoever is a secretary, a judge or the "
                    "chair cannot enter works in that edition."
                ),
            ),
            (
                mark("Outlets, bodies, branches"),
                mark(
                    "An organisation that changes its name gets a new name with the first day on which it holds; "
                    "works keep the name of the day they were published."
                ),
            ),
            (
                mark("Letters and the record"),
                mark(
                    "“Letters” shows what was sent and what failed. “Record” lists every act; its chain of hashes "
                    "is checked with the command “flask audit verify”."
                ),
            ),
        ),
    ),
    "public": Topic(
        mark("Help for everybody"),
        mark("What can be read here without an account."),
        (
            (
                mark("Dates and rules"),
                mark(
                    "The first page tells how far the year has come and which date is next. “Rules” has the limits, "
                    "the files asked for, the criteria, the prizes and the full text."
                ),
            ),
            (
                mark("Results"),
                mark("All prizes are made public at one moment; before that nobody sees marks or results here."),
            ),
            (
                mark("A receipt with a code"),
                mark(
                    "The code on a receipt or a registration form leads to a page that proves it: what was received "
                    "and when, without addresses or numbers of people."
                ),
            ),
            (
                mark("Who answers questions"),
                mark("The secretariat's address and telephone stand on the first page of the edition."),
            ),
        ),
    ),
}
