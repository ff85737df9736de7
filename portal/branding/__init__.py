"""How the portal presents its authority: name, logo, colours, contact, legal pages, notices."""
