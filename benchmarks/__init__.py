"""What we claim, measured: every figure beside its baseline, in one run (`make bench`)."""
