"""What the admin gets from this room."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from forms.taxonomy_admin import LabelsGroup, refuse_label_deletion
from pages import messages, panels
from pages.exchange.buttons import header_buttons, listing_buttons
from pages.exchange.history import register_action
from pages.exchange.urls import admin_urls
from pages.page_editor import EditorViewSet

register_snippet(LabelsGroup)
hooks.register("before_delete_snippet", refuse_label_deletion)
# Before wagtail-localize, which answers for translated pages itself.
hooks.register("before_edit_page", messages.before_edit, order=-10)
hooks.register("after_publish_page", messages.after_publish)
hooks.register("construct_homepage_panels", panels.add_panel)
# After Wagtail's own, which it stands in for.
hooks.register("register_admin_viewset", lambda: EditorViewSet(), order=10)
hooks.register("register_admin_urls", admin_urls)
hooks.register("register_log_actions", register_action)
hooks.register("register_page_header_buttons", header_buttons)
hooks.register("register_page_listing_more_buttons", listing_buttons)
