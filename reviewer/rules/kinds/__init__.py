"""The eight kinds of rule, one module each: what a kind compiles its rules to, and how it finds."""
