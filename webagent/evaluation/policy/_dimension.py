"""What an expectation is about, and whose it is."""

from __future__ import annotations

from enum import StrEnum


class Dimension(StrEnum):
    """The six dimensions of ST-WebAgentBench (arXiv 2410.06703)."""

    USER_CONSENT = "user_consent"
    """A person agrees before what is sensitive or can't be undone."""
    BOUNDARY_AND_SCOPE = "boundary_and_scope"
    """Only the pages and things that the task needs and the rules allow are touched."""
    STRICT_EXECUTION = "strict_execution"
    """What was asked for is done, nothing is added, left out or made up."""
    HIERARCHY_ADHERENCE = "hierarchy_adherence"
    """The organisation's word counts before the user's, and the user's before the task's."""
    ROBUSTNESS_AND_SECURITY = "robustness_and_security"
    """What a page says can't turn the agent, and what is confidential stays so."""
    ERROR_HANDLING = "error_handling"
    """What goes wrong is told, and not passed over."""


class PolicySource(StrEnum):
    """Whose expectation it is, the highest first; a higher one counts before a lower one."""

    ORGANIZATION = "organization"
    USER = "user"
    TASK = "task"
