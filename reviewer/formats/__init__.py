"""Letters in, reviews out: the only modules that know a file from a screen."""
