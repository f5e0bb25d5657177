"""The chooser of concerns: which passages that the reader proposes are concerns of their own."""
