"""What engineers say of reports: accepted, rejected, corrected; kept, and weighed in the next report."""
