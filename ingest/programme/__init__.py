"""Programmes of activities: axes, series, sessions, actors, announced resources."""
