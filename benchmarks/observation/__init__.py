"""What a look at a page costs and gives, beside the techniques of others: see `__main__`."""
