"""`python -m bot` is `linger`."""

import sys

from bot.cli import main

sys.exit(main())
