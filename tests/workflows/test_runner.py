"""The runner does what GitHub does with a workflow, and refuses what it does not know."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from tests.servers.git import Remote
from tests.servers.github import GitHub
from tests.workflows.expressions import ExpressionError
from tests.workflows.runner import Event, Machine, Run

HEAD = """
name: small
on:
  push:
    branches: [main]
permissions: {}
env: {WHO: workflow, ONLY: "${{ vars.ONE }}"}
defaults: {run: {shell: bash}}
jobs:
"""
CHECKOUT = """
      - name: Get the files
        uses: actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd
        with: {fetch-depth: 0, persist-credentials: false}
"""


@pytest.fixture
def machine(remote: Remote, github: GitHub, tmp_path: Path) -> Machine:
    """A machine for a repository with one file in it."""
    clone = remote.clone("again")
    clone.commit("first", {"folder/file.txt": "Ciao\n"})
    clone.push()
    return Machine(github, tmp_path / "machine", {"KEY": "geheim"}, {"ONE": "1"})


def run(machine: Machine, jobs: str, event: Event | None = None) -> Run:
    """Commit a workflow with these jobs, and run it."""
    clone = machine.github.remote.clone(f"of-{next(machine.ids)}")
    clone.commit("workflow", {".github/workflows/small.yml": HEAD + textwrap.indent(textwrap.dedent(jobs), "  ")})
    clone.push()
    return machine.run("small", event or Event("push"))


def job(steps: str, head: str = "") -> str:
    """Return a job with these steps, indented as in a file."""
    return f"one:\n  runs-on: ubuntu-24.04\n{head}  steps:\n" + textwrap.indent(textwrap.dedent(steps), "    ")


def test_variables_outputs_and_files_reach_later_steps_and_jobs(machine: Machine) -> None:
    """The nearer level wins; what a step writes down is there for the next; the run's page collects."""
    jobs = (
        job(
            """
            - name: Write
              id: write
              env: {WHO: step}
              run: |
                echo "$WHO $ONLY $JOB"
                echo "answer=42" >> "$GITHUB_OUTPUT"
                echo "LATER=yes" >> "$GITHUB_ENV"
                echo "# Page" >> "$GITHUB_STEP_SUMMARY"
            - name: Read
              env: {KEY: "${{ secrets.KEY }}", ANSWER: "${{ steps.write.outputs.answer }}"}
              run: echo "$WHO $LATER $KEY $ANSWER"
            """,
            "  env: {JOB: job}\n  outputs: {answer: '${{ steps.write.outputs.answer }}'}\n",
        )
        + "two:\n  needs: one\n  if: needs.one.outputs.answer == '42'\n  runs-on: ubuntu-24.04\n  steps:\n"
        + "    - {name: Tell, run: 'echo got $A', env: {A: '${{ needs.one.outputs.answer }}'}}\n"
    )
    done = run(machine, jobs)
    assert done.step("Write").said == "step 1 job\n"
    assert done.step("Read").said == "workflow yes geheim 42\n"
    assert done.step("Tell").said == "got 42\n"
    assert (done.result, done.summary) == ("success", "# Page\n")


def test_after_a_failure_only_what_says_so_runs(machine: Machine) -> None:
    """The shell stops at the first command that fails, also inside of a pipe."""
    done = run(
        machine,
        job(
            """
            - {name: Fail, run: "false | cat; echo never"}
            - {name: Skipped, run: "echo skipped"}
            - {name: Always, if: always(), run: "echo always"}
            - {name: Failure, if: failure(), run: "echo failure"}
            """
        )
        + "two: {needs: one, runs-on: x, steps: [{name: Two, run: 'true'}]}\n"
        + "three: {needs: one, if: always(), runs-on: x, steps: [{name: Three, run: 'true'}]}\n",
    )
    results = {step.name: step.result for job in done.jobs.values() for step in job.steps}
    assert results == {
        "Fail": "failure",
        "Skipped": "skipped",
        "Always": "success",
        "Failure": "success",
        "Three": "success",
    }
    assert (done.result, done.jobs["two"].result) == ("failure", "skipped")


@pytest.mark.parametrize(("level", "pushed"), [("read", False), ("write", True)])
def test_a_token_may_do_what_the_job_lists(machine: Machine, level: str, *, pushed: bool) -> None:
    """Git refuses a push as GitHub would, and so does the API."""
    steps = CHECKOUT.replace("      ", "", 1).replace("\n      ", "\n") + (
        "- name: Push\n  working-directory: folder\n  run: |\n"
        "    cat file.txt\n    git commit --quiet --allow-empty --message x\n    git push --quiet origin HEAD:other\n"
    )
    done = run(machine, job(steps, f"  permissions: {{contents: {level}}}\n"))
    assert done.step("Push").said.startswith("Ciao\n")
    assert (done.result == "success", "other" in machine.github.git("branch", "--list")) == (pushed, pushed), done.said
    assert run(machine, job(steps, "  permissions: {issues: write}\n")).step("Get the files").result == "failure"


@pytest.mark.parametrize(
    "step",
    [
        "- {name: A, uses: somebody/else@de0fac2e4500dabe0009e67214ff5f5447ce83dd}",
        "- {name: A, uses: actions/checkout@v6}",
        "- {name: A, run: 'true', continue-on-error: true}",
        "- {name: A, run: 'true', shell: pwsh}",
        "- {name: A, run: 'echo ${{ github.event_name }}'}",
        "- {name: A, run: 'true', if: hashFiles('x')}",
        "- {name: A, run: 'true', if: steps.nobody.outputs.x}",
    ],
)
def test_what_it_does_not_know_is_an_error(machine: Machine, step: str) -> None:
    with pytest.raises((AssertionError, ExpressionError)):
        run(machine, job(step))


def test_it_does_not_run_on_what_it_does_not_listen_to(machine: Machine) -> None:
    with pytest.raises(AssertionError, match="does not run on"):
        run(machine, job("- {name: A, run: 'true'}"), Event("push", ref="refs/heads/other"))
    with pytest.raises(AssertionError, match="does not run on"):
        run(machine, job("- {name: A, run: 'true'}"), Event("pull_request_target"))
