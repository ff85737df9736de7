"""Search: the index queue, the two indices in Elasticsearch, the public page and its fallback."""
