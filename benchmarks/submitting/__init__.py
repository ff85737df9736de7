"""What it costs to take in a contribution, against ``wagtail.contrib.forms``; see ../README.md."""
