"""What the families of rules are called."""

from __future__ import annotations

from smm_build.checks import all_checks
from smm_build.checks._families import FAMILIES, family_name
from smm_build.domain.sentence import Sentence


def test_every_rule_belongs_to_a_family_with_a_name() -> None:
    assert {check.family for check in all_checks()} <= set(FAMILIES)


def test_a_family_without_a_name_is_called_by_its_letters() -> None:
    assert family_name("XYZ101") == Sentence("XYZ", "XYZ")
    assert family_name("TXT101") == Sentence("Texts", "Testi")
