"""How a submission comes in: the nonce, the robots, the service that records it, the view."""
