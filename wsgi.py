"""The WSGI entry point: `gunicorn wsgi` or `flask --app wsgi …`."""

from award.app import create_app

application = create_app()
