"""Imported by the process that starts writers, once: each writer then begins with everything loaded."""

from tests.centre.writing import ready, take_in

ready()


def write(data, source):
    take_in(data, source)
