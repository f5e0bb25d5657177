"""The commands of the `reviewer` program, a module each."""
