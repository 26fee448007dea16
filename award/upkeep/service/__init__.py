"""Every write of upkeep: taking a backup and filling an installation from one."""

from award.upkeep.service.backups import create_backup, restore_backup

__all__ = ["create_backup", "restore_backup"]
