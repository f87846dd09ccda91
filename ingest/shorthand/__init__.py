"""Maintenance shorthand: abbreviations written out; components, failures and actions of work orders."""
