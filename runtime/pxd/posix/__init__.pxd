# What POSIX adds to the C library, a file for each header.
