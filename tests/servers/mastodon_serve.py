"""Serve mastodon_mock until standard input closes. It runs in mastodon_mock's own environment.

Not its own command line: that one outlives a killed test run, and needs a port that was free a moment ago.
"""

from __future__ import annotations

import json
import sys

from mastodon_mock.config import MastodonMockConfig
from mastodon_mock.testing.server import MockServer


def main() -> None:
    """Serve with the configuration file that is the first argument."""
    config = MastodonMockConfig.load(sys.argv[1])
    with MockServer(config=config) as server:
        # Addresses of statuses and avatars are made from these when they are asked for.
        config.domain = f"127.0.0.1:{server.port}"
        config.url_scheme = "http"
        print(json.dumps({"url": f"http://{config.domain}"}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
