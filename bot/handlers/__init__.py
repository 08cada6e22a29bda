"""What the bot answers, one file per feature; a new file here is found by itself."""
