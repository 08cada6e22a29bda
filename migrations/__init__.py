"""How the database came to its shape, one dated step after another."""
