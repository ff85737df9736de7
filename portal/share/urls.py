"""The pictures of pages, in no language."""

from django.urls import path

from portal.share.views import page_picture

urlpatterns = [path("share/<int:pk>-<slug:digest>.png", page_picture, name="page_picture")]
