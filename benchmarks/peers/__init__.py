"""What a project on Wagtail alone would have: its forms, its search, its exports."""
