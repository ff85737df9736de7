"""The groups that come with the portal (made by a migration; an authority may rename or add)."""

# Assembles, publishes and translates pages, keeps images, documents, themes, territories and the
# identity of the site. Stands in the place of Wagtail's "Moderators".
COMMUNICATION = "Équipe de communication"
# Writes pages, which the communication team publishes. Wagtail's "Editors".
WRITERS = "Rédaction"
# Decides on the contributions of the whole site; has no right on any page.
MODERATORS = "Modération des contributions"
