"""Who prepares the prizes and who releases them: two pairs of eyes."""

from award.accounts.rules import is_chair, is_office, is_secretary

may_see = is_office
may_prepare = is_secretary
may_release = is_chair
