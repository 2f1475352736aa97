"""The print room: leaflets, their catalogue, and the press."""
