"""The tables of the council: prizes, and what its sessions decide."""

from award.council.models.prizes import Prize

__all__ = ["Prize"]
