"""Steps from one version of the catalogue to the next, run by Alembic when the catalogue is opened."""
