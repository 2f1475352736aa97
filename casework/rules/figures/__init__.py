"""What is counted for managers and commissioners: what each figure counts, and what of it may leave the service."""
