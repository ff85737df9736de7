"""Where residents' files lie: in a folder of their own that no web server shows."""

from forms.vault import Vault

vault = Vault("ATTACHMENT_ROOT")
