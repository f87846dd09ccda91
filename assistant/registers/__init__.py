"""Questions over all small tables of a site at once: every small program, and a learned choice among them."""
