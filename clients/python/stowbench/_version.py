"""The version, alone in a file: so it is known without importing the package."""

# That of the project, as Python writes it: what Maven calls 0.1.0-SNAPSHOT is 0.1.0.dev0 here.
VERSION = "0.1.0.dev0"
