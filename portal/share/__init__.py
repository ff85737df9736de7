"""What goes out when a page is shared: its description, and a picture with its title."""
