"""Bringing in a whole audit or its findings, and giving a whole audit out."""

from app.operations.exchange.exporting import export_audit
from app.operations.exchange.findings import import_findings
from app.operations.exchange.importing import import_audit

__all__ = ["export_audit", "import_audit", "import_findings"]
