"""Where files of exports lie: in a folder of their own that no web server shows."""

from forms.vault import DiskFull, Vault

__all__ = ["DiskFull", "delete", "folder", "keep", "path_of"]

_vault = Vault("EXPORT_ROOT")
delete, folder, keep, path_of = _vault.delete, _vault.folder, _vault.keep, _vault.path_of
