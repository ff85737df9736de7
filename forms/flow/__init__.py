"""A form of several pages: from page to page, kept until it is sent, taken up again later."""
