"""The page: one file a tab, pure presentation apart. Knows the assistant; only ``ui.server`` mounts it."""
