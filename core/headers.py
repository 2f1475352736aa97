"""What every response tells the browser: nothing from outside, nothing inline, nothing kept."""

from flask import Flask, Response, request
from flask_talisman import Talisman

CONTENT_SECURITY_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
PERMISSIONS_POLICY = dict.fromkeys(("camera", "geolocation", "microphone", "payment", "usb"), "()")
KEPT = {"static", "assets.file"}
# Pages whose address is half a key: the browser tells no other page where it came from.
UNREFERRED = "links"


def init_headers(app: Flask, *, https: bool) -> None:
    """Security headers by Flask-Talisman; pages are kept by no cache and no back button of the next person."""
    app.after_request(_refer_nowhere)  # the first to be registered is the last to be asked
    Talisman(
        app,
        force_https=https,
        strict_transport_security=https,
        session_cookie_secure=https,
        session_cookie_samesite="Lax",
        frame_options="DENY",
        content_security_policy=CONTENT_SECURITY_POLICY,
        referrer_policy="same-origin",
        permissions_policy=PERMISSIONS_POLICY,
    )
    app.after_request(_keep_nothing)


def _refer_nowhere(response: Response) -> Response:
    if request.blueprint == UNREFERRED:
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _keep_nothing(response: Response) -> Response:
    if request.endpoint not in KEPT:
        response.headers["Cache-Control"] = "no-store"
    return response
