"""Proxies in front, whose word for address and scheme is believed as far as the settings say."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Settings


def install(app: Flask, settings: Settings) -> None:
    if hops := settings.trusted_proxies:
        proxied = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        app.wsgi_app = proxied  # type: ignore[method-assign] # as Flask's manual does it
