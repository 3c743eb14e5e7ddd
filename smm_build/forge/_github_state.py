"""When the publishing workflow last went through, and whether GitHub has switched it off.

In a public repository GitHub switches schedules off after 60 days without activity; a workflow then has the state
``disabled_inactivity``. Sources:
https://docs.github.com/actions/managing-workflow-runs/disabling-and-enabling-a-workflow and
https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow, read 2026-11-23.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from smm_build.domain.sentence import Sentence
from smm_build.forge._github_api import Repository, ask, entries, instant, place, refused, text
from smm_build.networks import Flow

__all__ = ["WorkflowState", "workflow_state"]

_MISSING = 404


@dataclass(frozen=True, slots=True)
class WorkflowState:
    """A workflow at one moment: when it last went through (aware), whether it is switched off, its page.

    ``public`` tells whether the repository is.
    """

    name: str
    succeeded_at: datetime | None
    switched_off: bool
    url: str
    public: bool


def workflow_state(repository: Repository, file: str) -> Flow[WorkflowState | None]:
    """Return the state of the workflow in ``.github/workflows/<file>``, ``None`` when there is none of that name.

    Raises :class:`~smm_build.networks.Refused`.
    """
    known = yield from ask(repository, f"/actions/workflows/{file}", _LOOK)
    if known.status == _MISSING:
        return None
    if not known.ok:
        raise refused(known, _LOOK, repository)
    ran = yield from ask(repository, f"/actions/workflows/{file}/runs", _LOOK, {"status": "success", "per_page": "1"})
    runs = entries(place(ran.value, "workflow_runs"))
    if not ran.ok or runs is None:
        raise refused(ran, _LOOK, repository)
    about = yield from ask(repository, "", _LOOK)
    return WorkflowState(
        file,
        instant(runs[0], "updated_at") if runs else None,
        text(known.value, "state").startswith("disabled"),
        text(known.value, "html_url"),
        about.ok and place(about.value, "private") is False,
    )


_LOOK = Sentence("look at the publishing workflow", "guardare il workflow di pubblicazione")
