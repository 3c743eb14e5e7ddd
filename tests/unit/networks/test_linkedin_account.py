"""Getting in at LinkedIn, and what is found out about an account without posting."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from smm_build.domain.delivery import Trouble
from smm_build.networks import Refused, Session, Standing, linkedin
from tests.flows import PLANNED, an_account, answer, drive

PAGE = "urn:li:organization:2414183"
ACCOUNT = an_account("linkedin", {"TOKEN": "t0ken"}, account=PAGE)
SESSION = Session(ACCOUNT, {"Authorization": "Bearer t0ken"})
SERVER = "https://server.example"
REFRESHING = {"REFRESH_TOKEN": "r3fresh", "CLIENT_ID": "client", "CLIENT_SECRET": "s3cret"}


class TestLogin:
    def test_an_access_token_is_taken_as_it_is(self) -> None:
        session, exchange = drive(linkedin.login(ACCOUNT), [])
        assert session.headers == {"Authorization": "Bearer t0ken"}
        assert not exchange.asked

    def test_a_refresh_token_makes_one(self) -> None:
        account = an_account("linkedin", REFRESHING, account=PAGE)
        made = answer(value={"access_token": "n3w", "refresh_token_expires_in": 86_400})
        session, exchange = drive(linkedin.login(account), [made])
        assert exchange.asked[0].url == f"{SERVER}/www/oauth/v2/accessToken"
        assert exchange.asked[0].form == {
            "grant_type": "refresh_token",
            "refresh_token": "r3fresh",
            "client_id": "client",
            "client_secret": "s3cret",
        }
        assert session.headers == {"Authorization": "Bearer n3w"}
        assert "n3w" not in repr(session)

    def test_at_linkedin_itself_tokens_come_from_another_host(self) -> None:
        account = an_account("linkedin", REFRESHING, server="https://api.linkedin.com", account=PAGE)
        _, exchange = drive(linkedin.login(account), [answer(value={"access_token": "n3w"})])
        assert exchange.asked[0].url == "https://www.linkedin.com/oauth/v2/accessToken"

    def test_a_refresh_token_that_ended_is_a_matter_of_credentials(self) -> None:
        account = an_account("linkedin", REFRESHING, account=PAGE)
        ended = answer(400, {"error": "invalid_grant", "error_description": "r3fresh is expired"})
        with pytest.raises(Refused) as refused:
            drive(linkedin.login(account), [ended])
        assert refused.value.trouble is Trouble.AUTH
        assert "r3fresh" not in refused.value.reason.en + refused.value.reason.it

    @pytest.mark.parametrize(
        ("account", "said"),
        [
            (an_account("linkedin", {}, account=PAGE), "SMM_LINKEDIN_TOKEN"),
            (an_account("linkedin", {"REFRESH_TOKEN": "r", "CLIENT_ID": "c"}, account=PAGE), "CLIENT_SECRET"),
            (an_account("linkedin", {"TOKEN": "t"}), "urn:li:organization"),
            (an_account("linkedin", {"TOKEN": "t"}, account="2414183"), "urn:li:organization"),
        ],
    )
    def test_what_is_missing_is_told_before_anything_is_asked(self, account: Any, said: str) -> None:
        with pytest.raises(Refused, match=said):
            drive(linkedin.login(account), [])


class TestExamine:
    TOLD = answer(value={"active": True, "scope": "w_organization_social", "expires_at": 1_800_000_000})
    ROLE = answer(value={"elements": [{"organization": PAGE, "role": "ANALYST", "state": "APPROVED"}]})
    NAME = answer(value={"localizedName": "Aurora"})

    def session(self) -> Session:
        account = an_account("linkedin", {"TOKEN": "t0ken", **REFRESHING}, account=PAGE)
        return Session(account, SESSION.headers)

    def test_tells_what_is_in_the_way(self) -> None:
        at = datetime(2027, 1, 10, tzinfo=UTC)
        told, exchange = drive(linkedin.examine(self.session(), at), [self.TOLD, self.ROLE, self.NAME])
        assert exchange.asked[0].form is not None
        assert exchange.asked[0].form["token"] == "t0ken"
        assert told.name == "Aurora"
        assert told.expires_at == datetime.fromtimestamp(1_800_000_000, UTC)
        said = {advice.what.en.split(" (")[0].split(":")[0]: advice.standing for advice in told.advice}
        assert Standing.WRONG in said.values()
        assert any("ANALYST" in advice.what.en and advice.standing is Standing.WRONG for advice in told.advice)
        assert any("r_organization_social" in advice.what.en for advice in told.advice)
        assert any("rw_organization_admin" in advice.what.en for advice in told.advice)

    @pytest.mark.parametrize(
        ("on", "standing"),
        [
            (date(2027, 7, 16), Standing.FINE),
            (date(2027, 7, 17), Standing.SOON),
            (date(2027, 9, 14), Standing.SOON),
            (date(2027, 9, 15), Standing.WRONG),
        ],
    )
    def test_warns_before_linkedins_version_ends(self, on: date, standing: Standing) -> None:
        assert linkedin.version_ends() == date(2027, 9, 15)
        at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
        told, _ = drive(linkedin.examine(SESSION, at), [answer(403), self.NAME])
        assert told.advice[0].standing is standing

    def test_a_token_that_is_no_good_is_refused(self) -> None:
        with pytest.raises(Refused) as refused:
            drive(linkedin.examine(self.session(), PLANNED), [answer(value={"active": False, "status": "revoked"})])
        assert refused.value.trouble is Trouble.AUTH
