"""The models: their corpus, and how they are trained, exported and evaluated. Never needed at run time."""
