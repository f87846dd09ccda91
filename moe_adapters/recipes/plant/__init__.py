"""The recipe of the embedded adapter: grounded answers over text, tables, series and drawings."""
