"""The plant's own shared space: what goes into it, how it is asked, when it is out of date."""
