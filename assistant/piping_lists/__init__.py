"""Lists that go with diagrams: lines of piping, and instruments with the system that reads them."""
