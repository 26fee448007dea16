"""The WSGI entry point: `gunicorn wsgi` or `flask --app wsgi …`."""

from award.app import create_app
from award.demo.guard import refuse_beyond_loopback

application = create_app()
refuse_beyond_loopback(application)
