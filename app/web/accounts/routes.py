"""Signing in and out, setting a password, and seeing where one is signed in."""

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from app.operations import accounts
from app.web import current, session
from app.web.access import PUBLIC, Routes, local_path
from app.web.accounts import pages
from app.web.accounts.forms import ChangePasswordForm, SetPasswordForm, SignInForm
from app.web.forms import Form
from audit_tools.errors import Invalid, Refused
from audit_tools.permissions import Permission

routes = Routes("accounts")
SIGNING_IN = PUBLIC("Nobody is signed in before signing in.")
BY_LINK = PUBLIC("The link is the proof: 256 random bits, good once and for seven days.")


@routes.get("/sign-in", needs=SIGNING_IN)
def show_sign_in() -> Response:
    if current.sign_in():
        return redirect(_next_page(), 303)
    return _show_sign_in(SignInForm())


@routes.post("/sign-in", needs=SIGNING_IN)
def sign_in() -> Response:
    form = SignInForm()
    if not form.validate():
        return _show_sign_in(form, 422)
    try:
        token = accounts.sign_in(
            current.database(),
            email=form.email.data or "",
            password=form.password.data or "",
            passwords=current.passwords(),
            device=request.user_agent.string,
        )
    except Invalid as wrong:
        form.blame(wrong)
        return _show_sign_in(form, 422)
    except Refused as too_fast:
        form.form_mistakes.append(too_fast.message)
        return _show_sign_in(form, 429)
    session.keep(token)
    return redirect(_next_page(), 303)


@routes.post("/sign-out", needs=Permission.BE_SIGNED_IN)
def sign_out() -> Response:
    accounts.sign_out(current.database(), by=current.person(), session_id=current.session_id())
    session.forget()
    flash("You are signed out.")
    return redirect(url_for("accounts.show_sign_in"), 303)


@routes.get("/set-password/<token>", needs=BY_LINK)
def ask_password(token: str) -> Response:
    with current.database().reading() as reading:
        accounts.link_owner(reading, token)
    return _show_set_password(SetPasswordForm())


@routes.post("/set-password/<token>", needs=BY_LINK)
def set_password(token: str) -> Response:
    form = SetPasswordForm()
    if not form.validate() or not form.is_same_twice():
        return _show_set_password(form, 422)
    try:
        accounts.set_password(
            current.database(),
            token=token,
            password=form.password.data or "",
            passwords=current.passwords(),
        )
    except Invalid as weak:
        form.blame(weak)
        return _show_set_password(form, 422)
    flash("Your password is set. Sign in with it.")
    return redirect(url_for("accounts.show_sign_in"), 303)


@routes.get("/account", needs=Permission.BE_SIGNED_IN)
def show_account() -> Response:
    return _show_account(ChangePasswordForm())


@routes.post("/account/password", needs=Permission.BE_SIGNED_IN)
def change_password() -> Response:
    form = ChangePasswordForm()
    if not form.validate():
        return _show_account(form, 422)
    try:
        accounts.change_password(
            current.database(),
            by=current.person(),
            old=form.old_password.data or "",
            new=form.new_password.data or "",
            passwords=current.passwords(),
            keep=current.session_id(),
        )
    except Invalid as wrong:
        form.blame(wrong)
        return _show_account(form, 422)
    except Refused as too_fast:
        form.form_mistakes.append(too_fast.message)
        return _show_account(form, 429)
    flash("Your password is changed, and every other session is ended.")
    return redirect(url_for("accounts.show_account"), 303)


@routes.post("/account/sessions/<uuid:session_id>/end", needs=Permission.BE_SIGNED_IN)
def end_session(session_id: UUID) -> Response:
    accounts.end_own_session(current.database(), by=current.person(), session_id=session_id)
    flash("The session is ended.")
    return redirect(url_for("accounts.show_account"), 303)


@routes.post("/account/sessions/end", needs=Permission.BE_SIGNED_IN)
def end_other_sessions() -> Response:
    accounts.end_other_sessions(current.database(), by=current.person(), keep=current.session_id())
    flash("Every other session is ended.")
    return redirect(url_for("accounts.show_account"), 303)


def _next_page() -> str:
    return local_path(request.values.get("next")) or url_for("home.lead_on")


def _show_sign_in(form: Form, status: int = 200) -> Response:
    asked = local_path(request.values.get("next"))
    return make_response(render_template("accounts/sign_in.html", form=form, next=asked), status)


def _show_set_password(form: Form, status: int = 200) -> Response:
    return make_response(render_template("accounts/set_password.html", form=form), status)


def _show_account(form: Form, status: int = 200) -> Response:
    with current.database().reading() as reading:
        page = pages.describe_account(reading, current.person(), current.session_id())
    return make_response(render_template("accounts/account.html", page=page, form=form), status)
