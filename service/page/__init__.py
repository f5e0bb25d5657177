"""The page that officers use: a form, and the review of what is in it, made on the server and kept nowhere."""
