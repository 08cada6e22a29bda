"""The market. Knows SQL; knows nothing of chat."""
