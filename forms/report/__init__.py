"""What moderation did: counts, delays, reasons and objections, from the record of decisions."""
