"""What we are compared with, each the way its library's own examples write it."""
