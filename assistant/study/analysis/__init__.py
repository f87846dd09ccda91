"""What decisions tell: rates with intervals, reliance, pathways, calibration, biases, power."""
