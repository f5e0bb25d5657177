"""The written cases that the models are trained and measured on, and how they are read."""
