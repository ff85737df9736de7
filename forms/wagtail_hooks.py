"""What this room adds to Wagtail's admin. It only registers."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from forms.assist.admin import WatchedWordViewSet
from forms.cases_panel import add_cases_panel
from forms.exports.buttons import header_buttons, listing_buttons
from forms.exports.rights import contact_permissions
from forms.invitations import buttons as invitation_buttons
from forms.invitations.urls import admin_urls as invitation_urls
from forms.logic.admin import admin_urls as logic_urls
from forms.mail_report.menu import MailMenuItem, mail_permissions
from forms.mail_report.urls import admin_urls as mail_urls
from forms.merging.bulk_action import MergeMany
from forms.models import Submission
from forms.moderation.bulk_actions import BULK_ACTIONS
from forms.moderation.deletion import refuse_bulk_deletion, refuse_deletion
from forms.moderation.panels import add_panel
from forms.moderation.policy import SubmissionPolicy
from forms.moderation.rights import RightFormSet, TypingFormSet
from forms.moderation.viewset import SubmissionViewSet
from forms.paper import buttons as paper_buttons
from forms.paper.menu import PaperMenuItem
from forms.paper.urls import admin_urls
from forms.reasons.admin import ReasonViewSet, refuse_reason_deletion
from forms.redaction.rights import original_permissions
from forms.report.urls import admin_urls as report_urls
from forms.report.views import ReportMenuItem
from forms.rules.account import ModerationMailPanel

register_permission_policy(Submission, SubmissionPolicy(Submission))
register_snippet(SubmissionViewSet)
register_snippet(WatchedWordViewSet)
register_snippet(ReasonViewSet)

for bulk_action in (*BULK_ACTIONS, MergeMany):
    # After Wagtail's own, so that our "delete" stands in for it.
    hooks.register("register_bulk_action", bulk_action, order=100)

hooks.register("construct_homepage_panels", add_panel)
hooks.register("construct_homepage_panels", add_cases_panel)
hooks.register("register_account_settings_panel", ModerationMailPanel)
hooks.register("register_group_permission_panel", lambda: RightFormSet)
hooks.register("register_group_permission_panel", lambda: TypingFormSet)
hooks.register("register_admin_urls", admin_urls)
hooks.register("register_admin_urls", mail_urls)
hooks.register("register_admin_urls", logic_urls)
hooks.register("register_reports_menu_item", MailMenuItem)
hooks.register("register_admin_urls", report_urls)
hooks.register("register_reports_menu_item", ReportMenuItem)
hooks.register("register_permissions", mail_permissions)
hooks.register("register_permissions", original_permissions)
hooks.register("register_admin_menu_item", PaperMenuItem)
hooks.register("register_page_header_buttons", header_buttons)
hooks.register("register_page_listing_more_buttons", listing_buttons)
hooks.register("register_page_header_buttons", paper_buttons.header_buttons)
hooks.register("register_page_listing_more_buttons", paper_buttons.listing_buttons)
hooks.register("register_permissions", contact_permissions)
hooks.register("before_delete_page", refuse_deletion)
hooks.register("before_bulk_action", refuse_bulk_deletion)
hooks.register("before_delete_snippet", refuse_reason_deletion)
hooks.register("register_admin_urls", invitation_urls)
hooks.register("register_page_header_buttons", invitation_buttons.header_buttons)
hooks.register("register_page_listing_more_buttons", invitation_buttons.listing_buttons)
