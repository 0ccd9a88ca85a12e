# cython: language_level=3, cdivision=True
"""Planets under gravity: C structs in an array, pointers, sqrt of the C library."""

from libc.math cimport sqrt

cdef struct Body:
    double x, y, z
    double vx, vy, vz
    double mass

cdef Body bodies[5]
cdef double PI = 3.141592653589793
cdef double SOLAR_MASS = 4 * PI * PI
cdef double DAYS = 365.24


cdef void place(int index, double x, double y, double z, double vx, double vy, double vz, double mass):
    cdef Body *body = &bodies[index]
    body.x = x
    body.y = y
    body.z = z
    body.vx = vx * DAYS
    body.vy = vy * DAYS
    body.vz = vz * DAYS
    body.mass = mass * SOLAR_MASS


def reset():
    """Puts sun and outer planets where they were at the start of the epoch."""
    place(0, 0, 0, 0, 0, 0, 0, 1)
    place(1, 4.84143144246472090, -1.16032004402742839, -0.103622044471123109,
          0.00166007664274403694, 0.00769901118419740425, -0.0000690460016972063023, 0.000954791938424326609)
    place(2, 8.34336671824457987, 4.12479856412430479, -0.403523417114321381,
          -0.00276742510726411021, 0.00499852801234917238, 0.0000230417297573763929, 0.000285885980666130812)
    place(3, 12.8943695621391310, -15.1111514016986312, -0.223307578892655734,
          0.00296460137564761618, 0.00237847173959480950, -0.0000296589568540237556, 0.0000436624404335156298)
    place(4, 15.3796971148509165, -25.9193146099879641, 0.179258772950371181,
          0.00268067772490389322, 0.00162824170038242295, -0.0000951592254519715870, 0.0000515138902046611451)
    cdef double px = 0, py = 0, pz = 0
    cdef int i
    for i in range(5):
        px += bodies[i].vx * bodies[i].mass
        py += bodies[i].vy * bodies[i].mass
        pz += bodies[i].vz * bodies[i].mass
    bodies[0].vx = -px / SOLAR_MASS
    bodies[0].vy = -py / SOLAR_MASS
    bodies[0].vz = -pz / SOLAR_MASS


cpdef double energy():
    """The total energy of the system.

    >>> reset()
    >>> print("%.9f" % energy())
    -0.169075164
    """
    cdef double total = 0.0, dx, dy, dz
    cdef int i, j
    cdef Body *a
    cdef Body *b
    for i in range(5):
        a = &bodies[i]
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for j in range(i + 1, 5):
            b = &bodies[j]
            dx = a.x - b.x
            dy = a.y - b.y
            dz = a.z - b.z
            total -= a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    return total


def advance(int steps, double dt=0.01):
    """Moves everything on.

    >>> reset()
    >>> advance(1000)
    >>> print("%.9f" % energy())
    -0.169087605
    """
    cdef int step, i, j
    cdef double dx, dy, dz, distance2, magnitude
    cdef Body *a
    cdef Body *b
    for step in range(steps):
        for i in range(5):
            a = &bodies[i]
            for j in range(i + 1, 5):
                b = &bodies[j]
                dx = a.x - b.x
                dy = a.y - b.y
                dz = a.z - b.z
                distance2 = dx * dx + dy * dy + dz * dz
                magnitude = dt / (distance2 * sqrt(distance2))
                a.vx -= dx * b.mass * magnitude
                a.vy -= dy * b.mass * magnitude
                a.vz -= dz * b.mass * magnitude
                b.vx += dx * a.mass * magnitude
                b.vy += dy * a.mass * magnitude
                b.vz += dz * a.mass * magnitude
        for i in range(5):
            a = &bodies[i]
            a.x += dt * a.vx
            a.y += dt * a.vy
            a.z += dt * a.vz


def main():
    reset()
    print("energy before: %.9f" % energy())
    advance(500000)
    print("energy after:  %.9f" % energy())


if __name__ == "__main__":
    main()
