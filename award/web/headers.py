"""Security headers on every answer: a strict Content-Security-Policy and its companions."""

from urllib.parse import urlsplit

from flask import Flask, Response, request
from flask_login import current_user


def install(app: Flask, *, storage_url: str | None, secure: bool) -> None:
    """`storage_url` is where browsers fetch and send files; its origin is the only foreign one allowed."""
    storage = "{0.scheme}://{0.netloc}".format(urlsplit(storage_url)) if storage_url else ""
    policy = "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            f"img-src 'self' data: {storage}",
            f"media-src 'self' {storage}",
            f"connect-src 'self' {storage}",
            f"frame-src 'self' {storage}",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
    fixed = {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    }
    if secure:
        fixed["Strict-Transport-Security"] = "max-age=31536000"

    @app.after_request
    def add_headers(response: Response) -> Response:
        given = {name.lower() for name, _ in response.headers}
        for name, value in fixed.items():
            if name.lower() not in given:
                response.headers.add(name, value)
        if request.endpoint and not request.endpoint.endswith("static") and current_user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        if request.endpoint == "static" and "v" not in request.args:
            # A module imported by another has no version in its address: ask each time whether it changed.
            response.headers["Cache-Control"] = "no-cache"
        return response
