"""How long a draw is: inverse distribution functions, in a source that runs as it stands and compiled by numba.

Only `math.log`, `exp` and `sqrt` are used, because they give the same bits in both; numpy's functions do not, and
change with the processor. Every function is monotone in its random bits, so that common random numbers stay common.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt
from statistics import NormalDist
from typing import Any, Final

from enforcekit.keyed import SERVICE_2, bits53

FIXED, EXPONENTIAL, ERLANG, LOGNORMAL, WEIBULL, UNIFORM, TABLE, MIXTURE = range(8)
"""The codes of the kinds of distribution, as the tables of the sampler hold them."""

TINY: Final = 2.0**-52
inverse_normal = NormalDist().inv_cdf


# Wichura 1988, Applied Statistics 37(3), algorithm AS 241, PPND16: numerators and denominators, highest power first.
_MIDDLE = (
    (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
     1971.5909503065514427, 133.14166789178437745, 3.3871328727963666080),
    (5226.4952788528545610, 28729.085735721942674, 39307.895800092710610, 21213.794301586595867, 5394.1960214247511077,
     687.18700749205790830, 42.313330701600911252, 1.0),
)  # fmt: skip
_TAIL = (
    (7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258,
     3.64784832476320460504, 5.76949722146069140550, 4.63033784615654529590, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
     6.89767334985100004550e-1, 1.67638483018380384940, 2.05319162663775882187, 1.0),
)  # fmt: skip
_FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
     2.96560571828504891230e-1, 1.78482653991729133580, 5.46378491116411436990, 6.65790464350110377720),
    (2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
     1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0),
)  # fmt: skip


def normal(p: float) -> float:
    """The quantile function of the standard normal distribution, for the compiler.

    It gives the bits of `statistics.NormalDist().inv_cdf`, which the interpreter uses because it is quicker there.

    >>> normal(0.975) == NormalDist().inv_cdf(0.975)
    True
    """
    q = p - 0.5
    num = 0.0
    den = 0.0
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        for c in _MIDDLE[0]:
            num = num * r + c
        for c in _MIDDLE[1]:
            den = den * r + c
        return num * q / den
    r = sqrt(-log(p if q <= 0.0 else 1.0 - p))
    if r <= 5.0:
        r -= 1.6
        for c in _TAIL[0]:
            num = num * r + c
        for c in _TAIL[1]:
            den = den * r + c
    else:
        r -= 5.0
        for c in _FAR[0]:
            num = num * r + c
        for c in _FAR[1]:
            den = den * r + c
    return -num / den if q < 0.0 else num / den


def erlang(k: int, u: float) -> float:
    """The time that k exponential phases of mean 1 together exceed with probability u, by bracketed Newton steps.

    >>> abs(erlang(1, 0.5) - log(2)) < 1e-15
    True
    """
    upper = u <= 0.5
    low = 0.0
    high = k - 2.0 * log(u) + 2.0 * sqrt(-log(u) * k)
    x = k * exp(log(1.0 - u) / k) if not upper else k + 0.0
    for _ in range(200):
        term = exp(-x)
        total = term
        for j in range(1, k):
            term = term * x / j
            total += term
        slope = term
        if upper:
            gap = total - u
        else:
            # Near zero the sum would be one less a trifle: the trifle itself is summed.
            j, total = k, 0.0
            while True:
                term = term * x / j
                total += term
                j += 1
                if term <= 1e-17 * total:
                    break
            gap = (1.0 - u) - total
        if gap > 0.0:
            low = x
        else:
            high = x
        step = x + gap / slope if slope > 0.0 else low
        if not (low < step < high):
            step = 0.5 * (low + high)
        if abs(step - x) <= 4e-16 * step:
            break
        x = step
    return x


def sample(law: int, key: int, visit: int, purpose: int, kind: Sequence[int], a: Sequence[float],
           b: Sequence[float], first: Sequence[int], rest: Sequence[float]) -> Any:  # fmt: skip
    """One draw, in the unit of its law.

    `kind`, `a`, `b` and `first` are columns of the laws; `rest` holds the points of tables and, for mixtures, pairs of
    threshold and law. The part of a mixture is drawn with the second service word, the value within it with the
    purpose given: with the word of kinds (20) the class of a case would say which part its work comes from.
    """
    # The commonest law by itself: a function so short is put where it is called by the compiler.
    if kind[law] == EXPONENTIAL:
        return -a[law] * log(((bits53(key, visit, purpose) >> 1) + 0.5) * TINY)
    return _rarer(law, key, visit, purpose, kind, a, b, first, rest)


def _rarer(law: int, key: int, visit: int, purpose: int, kind: Sequence[int], a: Sequence[float],
           b: Sequence[float], first: Sequence[int], rest: Sequence[float]) -> Any:  # fmt: skip
    """One draw from any law."""
    k = kind[law]
    if k == MIXTURE:
        drawn = bits53(key, visit, SERVICE_2)
        at = first[law]
        while drawn >= rest[at]:
            at += 2
        law = int(rest[at + 1])
        k = kind[law]
    if k == FIXED:
        return a[law]
    u = ((bits53(key, visit, purpose) >> 1) + 0.5) * TINY
    if k == EXPONENTIAL:
        return -a[law] * log(u)
    if k == LOGNORMAL:
        return exp(a[law] + b[law] * inverse_normal(u))
    if k == ERLANG:
        return a[law] * erlang(int(b[law]), u)
    if k == WEIBULL:
        return a[law] * exp(log(-log(u)) / b[law])
    if k == UNIFORM:
        return a[law] + (b[law] - a[law]) * u
    # TABLE: equally spaced quantiles, linear between them.
    start, end = first[law], first[law + 1]
    place = u * (end - start - 1)
    at = int(place)
    return rest[start + at] + (place - at) * (rest[start + at + 1] - rest[start + at])
