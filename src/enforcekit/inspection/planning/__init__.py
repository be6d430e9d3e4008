"""How a joint plan is made: rows in, a problem of whole numbers, a search with a proven bound, a plan out."""
