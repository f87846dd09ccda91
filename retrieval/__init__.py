"""What the plant knows and how it is found. Imports none of the other packages of this project."""
