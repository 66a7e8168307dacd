"""Make a process one where the limit on addresses cannot be set, as on macOS."""

import resource

_set = resource.setrlimit
resource.setrlimit = lambda which, limits: None if which == resource.RLIMIT_AS else _set(which, limits)
