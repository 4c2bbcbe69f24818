"""The pages: one package to a noun. A new one is registered by adding it to ``BLUEPRINTS``."""

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from app.config import Mode, Settings
from app.db.engine import Database
from app.operations.passwords import Passwords
from app.operations.surroundings import Surroundings
from app.web import (
    access,
    current,
    errors,
    layout,
    log,
    marked,
    proxies,
    security,
    session,
    typed_text,
)
from app.web.access import Routes
from app.web.accounts.routes import routes as accounts
from app.web.actions.following import routes as following
from app.web.actions.one_action import routes as actions
from app.web.actions.plans import routes as action_plans
from app.web.actions.statements import routes as statements_of_action
from app.web.afterwards.routes import routes as afterwards
from app.web.agencies.routes import routes as agencies
from app.web.answered_once.routes import routes as answered_once
from app.web.audit_years.routes import routes as audit_years
from app.web.audits.closing import routes as closing
from app.web.audits.routes import routes as audits
from app.web.audits.versions import routes as audit_versions
from app.web.bodies.routes import routes as bodies
from app.web.candidates.routes import routes as candidates
from app.web.cases.appointments import routes as appointments
from app.web.cases.earlier import routes as earlier
from app.web.cases.fit import routes as fit
from app.web.cases.involvements import routes as involvements
from app.web.cases.later_dates import routes as later_dates
from app.web.cases.routes import routes as cases
from app.web.colleagues.routes import routes as colleagues
from app.web.comparison.routes import routes as comparison
from app.web.concerns.routes import routes as concerns
from app.web.consultations.routes import routes as consultations
from app.web.demonstration_sign_in.routes import routes as demonstration
from app.web.discussions.accuracy import routes as accuracy
from app.web.discussions.confirming import routes as confirming
from app.web.discussions.correcting import routes as correcting
from app.web.discussions.names import routes as discussion_names
from app.web.discussions.room import routes as discussion_room
from app.web.discussions.routes import routes as discussions
from app.web.discussions.sections import routes as discussion_sections
from app.web.discussions.taking_out import routes as taking_out
from app.web.findings.routes import routes as findings
from app.web.findings.second import routes as second_sorting
from app.web.findings.sorting import routes as sorting
from app.web.good_practice.routes import routes as good_practice
from app.web.health import routes as health
from app.web.home.routes import routes as home
from app.web.inspection_dates.routes import routes as inspection_dates
from app.web.inspection_packs.routes import routes as inspection_packs
from app.web.inspections.following import routes as follow_up
from app.web.inspections.routes import routes as inspections
from app.web.key_sheets.routes import routes as key_sheets
from app.web.knowing.routes import routes as knowing
from app.web.learning.cover import routes as learning_cover
from app.web.learning.importing import routes as learning_files
from app.web.learning.offers import routes as learning
from app.web.learning.published import routes as published_offer
from app.web.learning.ties import routes as learning_ties
from app.web.meetings.decisions import routes as decisions
from app.web.meetings.routes import routes as meetings
from app.web.messages.routes import routes as messages
from app.web.method_statements.routes import routes as method_statements
from app.web.moderations.routes import routes as moderations
from app.web.papers.routes import routes as papers
from app.web.partnership.retention import routes as retention
from app.web.partnership.routes import routes as partnership
from app.web.partnership.word_styles import routes as word_styles
from app.web.passing_on.routes import routes as passing_on
from app.web.people.routes import routes as people
from app.web.practice.routes import routes as practice
from app.web.priorities.routes import routes as priorities
from app.web.priorities.undecided import routes as undecided
from app.web.return_files.routes import routes as return_files
from app.web.returns.routes import routes as returns
from app.web.schedule.routes import routes as schedule
from app.web.sittings.findings import routes as sitting_findings
from app.web.sittings.routes import routes as sittings
from app.web.strategies.activities import routes as activities
from app.web.strategies.pathways import routes as pathways
from app.web.strategies.routes import routes as strategies
from app.web.strengths.routes import routes as strengths
from app.web.summaries.for_boards import routes as short_papers
from app.web.summaries.routes import routes as summaries
from app.web.theme_lists.files import routes as theme_list_files
from app.web.theme_lists.routes import routes as theme_lists
from app.web.tools.conditions import routes as tool_conditions
from app.web.tools.drafts import routes as tool_drafts
from app.web.tools.editing import routes as tool_edits
from app.web.tools.routes import routes as tools
from app.web.tools.starting import routes as tool_starts
from app.web.training_needs.routes import routes as training_needs
from app.web.training_returns.routes import routes as training_returns
from app.web.words.routes import routes as words

BLUEPRINTS: tuple[Routes, ...] = (
    accounts,
    accuracy,
    action_plans,
    actions,
    activities,
    afterwards,
    agencies,
    answered_once,
    appointments,
    audit_versions,
    audit_years,
    audits,
    bodies,
    candidates,
    cases,
    closing,
    colleagues,
    comparison,
    concerns,
    confirming,
    consultations,
    correcting,
    decisions,
    demonstration,
    discussion_names,
    discussion_room,
    discussion_sections,
    discussions,
    earlier,
    findings,
    fit,
    follow_up,
    following,
    good_practice,
    health,
    home,
    inspection_dates,
    inspection_packs,
    inspections,
    involvements,
    key_sheets,
    knowing,
    papers,
    later_dates,
    learning,
    learning_cover,
    learning_files,
    learning_ties,
    meetings,
    messages,
    method_statements,
    moderations,
    partnership,
    passing_on,
    pathways,
    people,
    practice,
    priorities,
    undecided,
    retention,
    published_offer,
    return_files,
    returns,
    schedule,
    sitting_findings,
    sittings,
    second_sorting,
    short_papers,
    sorting,
    statements_of_action,
    strategies,
    strengths,
    summaries,
    taking_out,
    theme_lists,
    tool_conditions,
    theme_list_files,
    tool_drafts,
    tool_edits,
    tool_starts,
    tools,
    training_needs,
    training_returns,
    word_styles,
    words,
)


def make_application(name: str, settings: Settings, database: Database) -> Flask:
    """The pages on a database. Raises ``RuntimeError`` for a route that names no permission."""
    app = log.LoggedFlask(name)
    app.testing = settings.mode is Mode.TEST
    current.install(
        app, Surroundings(settings, database, Passwords(cheap=settings.mode is Mode.TEST))
    )
    log.install(app, settings)
    proxies.install(app, settings)
    session.install(app, settings)
    typed_text.install(app)
    security.install(app, settings)
    layout.install(app)
    marked.install(app)
    access.install(app, BLUEPRINTS)
    # After access, so that somebody signed out is told so and not that their form is too old.
    CSRFProtect(app)
    errors.install(app)
    return app
