"""Who may look at what was sent in, and who decides on it."""

from award.accounts.rules import is_office, is_secretary

# The chair follows the screening; the secretary does it.
may_read = is_office
may_screen = is_secretary
