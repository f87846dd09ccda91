"""An energy on a 1-Lipschitz network: how strange a window is, what it takes to change that, and samples.

Knows arrays; nothing of files, logs or detectors.
"""
