"""Addresses of the site as a whole, in no language."""

from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from pages.robots import robots

urlpatterns = [
    path("robots.txt", robots),
    path("sitemap.xml", sitemap, name="sitemap"),
]
