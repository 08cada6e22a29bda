"""The front desk. Knows chat; knows no SQL."""
