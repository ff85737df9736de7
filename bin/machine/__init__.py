"""Starts what a developer's machine or CI needs: PostgreSQL, Elasticsearch and a browser.

The standard library alone, since these scripts run before anything is installed.
"""
