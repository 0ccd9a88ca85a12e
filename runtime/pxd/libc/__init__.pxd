# Declarations for the headers of the C library.
