# cython: language_level=3, cdivision=True
"""The length of a pendulum's swing by small steps, with C types."""


def swing(double angle, double length, int steps, double dt=0.0005):
    """The angle after a number of steps.

    >>> print("%.6f" % swing(0.2, 1.0, 1000))
    0.001578
    """
    cdef double speed = 0.0, a2, sine
    cdef int step
    for step in range(steps):
        a2 = angle * angle
        sine = angle * (1.0 - a2 / 6.0 * (1.0 - a2 / 20.0 * (1.0 - a2 / 42.0)))
        speed = speed - 9.81 / length * sine * dt
        angle = angle + speed * dt
    return angle
