"""The answers model: does the reply answer this concern, and where."""
