"""`primes`: prime numbers counted by trial division, which costs more the larger the numbers are."""

# The experiment.
ITEMS = 100
SPAN = 20_000


def is_prime(number):
    """Trial division by 2 and the odd numbers up to the square root."""
    if number < 4:
        return number >= 2
    if number % 2 == 0:
        return False
    divisor = 3
    while divisor * divisor <= number:
        if number % divisor == 0:
            return False
        divisor += 2
    return True


def primes(item):
    """How many primes there are in the item's range."""
    return sum(is_prime(number) for number in range(item * SPAN, (item + 1) * SPAN))
