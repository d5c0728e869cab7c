"""Quality as a service: what ties the expectations to a home. Gate of a load, checks, history in the star, schedule."""
