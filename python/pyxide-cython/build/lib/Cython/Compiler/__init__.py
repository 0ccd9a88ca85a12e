"""What build scripts use of the compiler."""
