"""The WSGI entry point: `gunicorn wsgi` or `flask --app wsgi …`."""

import gc

from award.app import create_app
from award.demo.guard import refuse_beyond_loopback

application = create_app()
refuse_beyond_loopback(application)

# What the start made stays for good: the collector need not walk it again, and looks less often for what a page left.
gc.freeze()
gc.set_threshold(10_000, 20, 50)
