"""The model that tells what reads as jargon in a reply."""
