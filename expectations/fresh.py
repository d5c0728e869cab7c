"""Validation definitions and a checkpoint that were made a moment ago, from the files.

Great Expectations compares each definition with its stored copy, several times a run, to find definitions that were
changed and not saved. Here the context lives as long as the run, and the copy is the definition: comparing five hundred
expectations with themselves would take a third of the run.
"""

from __future__ import annotations

from typing import Any

from great_expectations.checkpoint.checkpoint import Checkpoint
from great_expectations.core.freshness_diagnostics import (
    CheckpointFreshnessDiagnostics,
    ValidationDefinitionFreshnessDiagnostics,
)
from great_expectations.core.validation_definition import ValidationDefinition


class RunDefinition(ValidationDefinition):  # type: ignore[misc]
    def is_fresh(self) -> Any:
        return ValidationDefinitionFreshnessDiagnostics(errors=[])


class RunCheckpoint(Checkpoint):  # type: ignore[misc]
    def is_fresh(self) -> Any:
        return CheckpointFreshnessDiagnostics(errors=[])
