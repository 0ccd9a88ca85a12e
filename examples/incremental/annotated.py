"""The length of a pendulum's swing by small steps, with Python annotations."""


def swing(angle: float, length: float, steps: int, dt: float = 0.0005) -> float:
    """The angle after a number of steps.

    >>> print("%.6f" % swing(0.2, 1.0, 1000))
    0.001578
    """
    speed = 0.0
    for _ in range(steps):
        a2 = angle * angle
        sine = angle * (1.0 - a2 / 6.0 * (1.0 - a2 / 20.0 * (1.0 - a2 / 42.0)))
        speed = speed - 9.81 / length * sine * dt
        angle = angle + speed * dt
    return angle
