"""Skills: ways to do a family of tasks on one site, learned from runs and done again step by step.

After Agent Workflow Memory (arXiv 2409.07429) and Agent Skill Induction (arXiv 2504.06821), whose
check by re-execution is in `webagent.memory.learning`.
"""

from __future__ import annotations

from ._actor import SkillActor
from ._induce import Induced, Unlearnable, induce
from ._intent import bind
from ._locate import action_for, locate
from ._replay import OPEN_TURNS
from ._retrieve import fitting, related
from ._skill import Ending, Skill, SkillStep
from ._sqlite_skills import DEMOTED_AFTER, KeptSkill, SqliteSkills
from ._tell import told

__all__ = [
    "DEMOTED_AFTER",
    "OPEN_TURNS",
    "Ending",
    "Induced",
    "KeptSkill",
    "Skill",
    "SkillActor",
    "SkillStep",
    "SqliteSkills",
    "Unlearnable",
    "action_for",
    "bind",
    "fitting",
    "induce",
    "locate",
    "related",
    "told",
]
