"""From lines with boxes to structure: order, headings, clauses, tables. Knows no file format and no OCR."""
