"""Made logs whose attributes are known, and questions with answers about them. Knows no product."""
