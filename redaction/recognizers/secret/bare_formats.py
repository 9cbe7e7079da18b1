"""Token formats without a telling shape: so many hex digits, and their vendor's name within reach; data only.

Patterns hold no capture groups; `redaction.recognizers.secret.tokens` adds the borders. Those with a prefix are in
`redaction.recognizers.secret.formats`.
"""

from __future__ import annotations

from typing import Final

from redaction.patterns import UUID
from redaction.recognizers.secret.shapes import ALPHANUMERIC as _A
from redaction.recognizers.secret.shapes import HEX as _H
from redaction.recognizers.secret.shapes import URL_SAFE as _W
from redaction.recognizers.secret.shapes import UUID as _ID
from redaction.recognizers.secret.shapes import BareFormat

__all__ = ["BARE"]

BARE: Final = (
    # Beside the id of the key, too: `s3('https://...', 'AKIA...', '...')`.
    BareFormat(
        "aws.secret_access_key",
        "aws|secret[_ -]?access[_ -]?key|A(?:KIA|SIA)[A-Z0-9]{16}",
        "[A-Za-z0-9/+]{40}",
    ),
    BareFormat("azure.key", "azure|cognitive|ocp-apim-subscription-key", _H + "{32}"),
    BareFormat(
        "datadog.key",
        "datadog|dd[_-]api[_-]key|dd[_-]app[_-]key|dd-application-key",
        f"(?:{_H}{{40}}|{_H}{{32}})",
    ),
    BareFormat("heroku.key", "heroku", UUID),
    BareFormat("twilio.auth_token", "twilio", f"{_H}{{32}}"),
    BareFormat("cloudflare.key", "cloudflare|cf[_-]api|x-auth-key", f"(?:{_H}{{37}}|{_W}{{40}})"),
    BareFormat("fastly.token", "fastly", f"{_W}{{32}}"),
    BareFormat("okta.bare", "okta|ssws", f"00{_W}{{40}}"),
    BareFormat("auth0.secret", "auth0|client[_-]secret", f"{_W}{{64}}"),
    BareFormat("discord.secret", "discord", f"(?:{_W}{{32}})"),
    BareFormat("mistral.key", "mistral", f"{_A}{{32}}"),
    BareFormat("cohere.key", "cohere|co_api_key", f"{_A}{{40}}"),
    BareFormat("deepseek.key", "deepseek", f"sk-{_H}{{32}}"),
    BareFormat("assemblyai.key", "assemblyai|deepgram", f"(?:{_H}{{40}}|{_H}{{32}})"),
    BareFormat("wandb.key", "wandb|weights.{0,3}biases", f"{_H}{{40}}"),
    BareFormat("algolia.key", "algolia", f"{_H}{{32}}"),
    BareFormat("bitbucket.secret", "bitbucket", f"{_A}{{32,64}}"),
    BareFormat("travis.token", "travis", f"{_A}{{22}}"),
    BareFormat("codecov.token", "codecov", _ID),
    BareFormat("jira.token", "atlassian|jira|confluence", f"{_A}{{24}}"),
    BareFormat("mapbox.mailchimp", "mandrill", f"{_A}{{22}}"),
    BareFormat("pagerduty.key", "pagerduty|pd[_-]api", "(?:[A-Za-z0-9+_-]{20}|[0-9a-f]{32})"),
    BareFormat("opsgenie.key", "opsgenie", _ID),
    BareFormat("sumologic.key", "sumo(?:logic)?", f"{_A}{{64}}"),
    BareFormat("splunk.hec", "splunk|hec", _ID),
    BareFormat("zendesk.key", "zendesk", f"{_A}{{40}}"),
    BareFormat("intercom.token", "intercom", r"[A-Za-z0-9=_\-]{60}"),
    BareFormat("gocardless.token", "gocardless", f"live_{_W}{{40}}"),
    BareFormat("beamer.token", "beamer", "b_[a-z0-9=_-]{44}"),
    BareFormat("linode.token", "linode|hetzner|hcloud", f"(?:{_H}{{64}}|{_A}{{64}})"),
    BareFormat("trello.token", "trello", f"(?:{_H}{{64}}|{_H}{{32}}|ATTA{_A}{{60,80}})"),
    BareFormat("serpapi.key", "serpapi|serp[_ -]api", f"{_H}{{64}}"),
    BareFormat("ngrok.token", "ngrok", f"{_A}{{20,30}}_{_A}{{18,24}}"),
    BareFormat("vault.unseal_key", "(?:unseal|recovery) key", "[A-Za-z0-9+/]{40,64}={0,2}"),
    BareFormat("vault.secret_id", "secret[_ -]?id", _ID),
    BareFormat("linkedin.secret", "linkedin", f"{_A}{{16}}"),
)
