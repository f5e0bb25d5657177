"""The letter reader: its data, training, export and evaluation."""
