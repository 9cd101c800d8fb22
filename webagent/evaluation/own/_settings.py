"""What tasks are carried out with, as a suite file says it for all of them or for one."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import Field, StringConstraints
from webagent_manifests import PolicyStatus  # noqa: TC002 - the model needs it

from webagent.evaluation.policy import PolicyExpectation  # noqa: TC001 - the model needs it

from ._parts import LISTED, Number, Object, Positive, Short, Text

PartT = TypeVar("PartT", bound=Object)

Tag: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
SecretName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_-]*$")]


class LimitsEntry(Object):
    """When a task is stopped."""

    steps: Positive | None = None
    """Turns of the agent; 30 if not said."""
    seconds: Annotated[Number, Field(gt=0)] | None = None
    """600 if not said."""


class SecretEntry(Object):
    """A secret, which stands in the environment and never in the file."""

    env: Text
    """The name of the environment variable that holds it."""
    origins: tuple[Text, ...] = ()
    """Where it may be typed, such as `https://login.example.com`; by default at that of the start
    address."""


class BrowserEntry(Object):
    """The browser that a task is carried out in."""

    viewport: tuple[Positive, Positive] | None = None
    """Width and height in CSS pixels; 1280 and 800 if not said."""
    locale: Text | None = None
    """BCP 47 tag, such as `de-AT`."""
    storage_state: Text | None = None
    """File of cookies and local storage to start with, in Playwright's format."""
    files: Annotated[tuple[Text, ...], LISTED] = ()
    """Files that the agent may upload."""
    allow_origins: Annotated[tuple[Text, ...], LISTED] = ()
    """What may be reached beside the open web and the start address."""


class Settings(Object):
    """What a suite says for all of its tasks, and a task for itself. Files are relative to this.

    What a task says counts before what the suite says; tags, secrets and policies are added.
    """

    family: Tag | None = None
    """What tasks are told together with in tables; the name of the suite if not said."""
    tags: Annotated[tuple[Tag, ...], LISTED] = ()
    limits: LimitsEntry = LimitsEntry()
    approve: Literal["never", "always"] | None = None
    """What the person says who is asked where a permission needs one; never if not said."""
    secrets: dict[SecretName, Annotated[SecretEntry, Short("env", ("string",))]] = Field(
        default_factory=dict[SecretName, SecretEntry]
    )
    """By the name that stands as `{{name}}` in goals."""
    policy: Text | None = None
    """File of the user's policy that counts beside the sites' manifests (TOML)."""
    browser: BrowserEntry = BrowserEntry()
    manifest: PolicyStatus | None = None
    """What has to have become of the search for the manifest of the start address."""
    policies: tuple[PolicyExpectation, ...] = ()
    """What is expected of the agent beside the task; anything violated makes the score 0."""

    def over(self, below: Settings) -> Settings:
        """Return these settings, with what they leave open as another has it."""
        return Settings(
            family=self.family or below.family,
            tags=tuple(dict.fromkeys((*below.tags, *self.tags))),
            limits=_over(self.limits, below.limits),
            approve=self.approve or below.approve,
            secrets={**below.secrets, **self.secrets},
            policy=self.policy or below.policy,
            browser=_over(self.browser, below.browser),
            manifest=self.manifest or below.manifest,
            policies=(*below.policies, *self.policies),
        )


def _over(above: PartT, below: PartT) -> PartT:
    given = {key: getattr(above, key) for key in above.model_fields_set}
    return below.model_copy(update=given)
