"""Layout models of others for PDFs, by setting: their output as our blocks and tables."""
