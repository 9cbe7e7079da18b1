"""Token formats that vendors publish, recognised anywhere by their first characters: one row per format, data only.

A bare one (so many hex digits) needs its vendor's name within reach, because the shape alone is any digest: those are
in `redaction.recognizers.secret.bare_formats`. Patterns hold no capture groups; `redaction.recognizers.secret.tokens`
adds the borders.
"""

from __future__ import annotations

from typing import Final

from redaction.recognizers.secret.shapes import ALPHANUMERIC as _A
from redaction.recognizers.secret.shapes import HEX as _H
from redaction.recognizers.secret.shapes import URL_SAFE as _W
from redaction.recognizers.secret.shapes import UUID as _ID
from redaction.recognizers.secret.shapes import PrefixedFormat

__all__ = ["PREFIXED"]

PREFIXED: Final = (
    # Clouds
    PrefixedFormat("aws.access_key_id", "A(?:KIA|SIA|BIA|CCA|IDA|ROA|GPA|IPA|NPA|NVA)", "[A-Z0-9]{16}"),
    PrefixedFormat("aws.bedrock_key", "ABSK", "[A-Za-z0-9+/]{60,180}={0,2}"),
    PrefixedFormat(
        "aws.bedrock_short_term_key",
        "bedrock-api-key-",
        "YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/_-]{20,4000}={0,2}",
    ),
    PrefixedFormat("aws.mws", r"amzn\.mws\.", _ID),
    PrefixedFormat("gcp.api_key", "AIza", f"{_W}{{35}}"),
    PrefixedFormat("gcp.bound_key", r"AQ\.Ab", f"{_W}{{40,120}}"),
    PrefixedFormat("gcp.oauth_client_secret", "GOCSPX-", f"{_W}{{28}}"),
    PrefixedFormat("gcp.oauth_access_token", r"ya29\.", r"[A-Za-z0-9_.\-]{20,400}"),
    PrefixedFormat("gcp.refresh_token", "1//0", f"{_W}{{30,200}}", ends_words=True),
    PrefixedFormat("azure.ad_client_secret", rf"{_A}{{3}}[78]Q~", r"[A-Za-z0-9_.~\-]{31,34}"),
    PrefixedFormat("azure.storage_key", "(?i:AccountKey)=", "[A-Za-z0-9+/]{86}=="),
    PrefixedFormat("azure.shared_access_key", "(?i:SharedAccessKey)=", "[A-Za-z0-9+/]{40,90}={0,2}"),
    PrefixedFormat("azure.sas", "[?&]sig=", "[A-Za-z0-9%+/]{30,90}(?:%3[Dd]|=)"),
    PrefixedFormat("alibaba.access_key_id", "LTAI", "[A-Za-z0-9]{12,26}"),
    PrefixedFormat("baidu.key", "bce-v3/ALTAK-", f"{_A}{{21}}/{_H}{{40}}", ends_words=True),
    PrefixedFormat("volcengine.access_key_id", "AKLT", f"{_A}{{40,48}}"),
    PrefixedFormat("tencent.secret_id", "AKID", "[A-Za-z0-9]{32}"),
    PrefixedFormat("digitalocean.token", "do[opr]_v1_", f"{_H}{{64}}"),
    PrefixedFormat("heroku.token", "HRKU-AA", f"{_W}{{58}}"),
    PrefixedFormat("flyio.token", "(?:fo1_|fm1[ar]_|fm2_)", "[A-Za-z0-9+/_=,-]{43,400}"),
    PrefixedFormat("scaleway.access_key", "SCW", "[A-Z0-9]{17}"),
    PrefixedFormat("vercel.token", "(?:vc[pikar]|vercel_blob_rw)_", f"{_W}{{24,80}}"),
    PrefixedFormat("netlify.token", "nfp_", f"{_A}{{36,40}}"),
    PrefixedFormat("cloudflare.origin_ca", r"v1\.0-", f"{_H}{{24}}-{_H}{{146}}"),
    PrefixedFormat("cloudflare.token", "cf(?:ut|at|k)_", f"{_W}{{40,64}}"),
    PrefixedFormat("render.key", "rnd_", f"{_A}{{28,40}}"),
    PrefixedFormat("azure.devops_token", "", f"{_A}{{76}}AZDO{_A}{{4}}"),
    PrefixedFormat("azure.openai_key", "", f"{_A}{{52}}JQQJ99{_A}{{22,30}}"),
    PrefixedFormat(
        "signed_url", "(?i:X-(?:Amz|Goog)-(?:Signature|Security-Token))=", "[A-Za-z0-9%+/=]{40,2000}"
    ),
    PrefixedFormat("aws.session_token", "(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)", "[A-Za-z0-9+/=]{80,2000}"),
    PrefixedFormat("backblaze.key", "K00[0-9]", "[A-Za-z0-9+/]{27}"),
    PrefixedFormat("upcloud.token", "ucat_", "[A-Z0-9]{26}"),
    PrefixedFormat("scalingo.token", "tk-us-", f"{_W}{{48}}"),
    PrefixedFormat("defined_networking.key", "dnkey-", "[a-z0-9=_-]{26}-[a-z0-9=_-]{52}"),
    # Models
    PrefixedFormat("openai.project_key", "sk-(?:proj|svcacct|admin|service|None)-", f"{_W}{{20,200}}"),
    PrefixedFormat("openai.key", "sk-", f"{_A}{{20,64}}"),
    PrefixedFormat("openai.ephemeral_key", "ek_", f"{_H}{{32}}"),
    PrefixedFormat("anthropic.key", "sk-ant-", f"{_W}{{20,200}}"),
    PrefixedFormat("litellm.key", "sk-litellm-", f"{_W}{{16,80}}"),
    PrefixedFormat("openrouter.key", "sk-or-", f"{_W}{{20,120}}"),
    PrefixedFormat("langfuse.key", "[sp]k-lf-", _ID),
    PrefixedFormat("huggingface.token", "(?:hf|api_org)_", f"{_A}{{30,40}}"),
    PrefixedFormat("replicate.token", "r8_", f"{_A}{{37,40}}"),
    PrefixedFormat("groq.key", "gsk_", f"{_A}{{40,60}}"),
    PrefixedFormat("perplexity.key", "pplx-", f"{_A}{{40,60}}"),
    PrefixedFormat("xai.key", "xai-", f"{_A}{{70,90}}"),
    PrefixedFormat("fireworks.key", "fw_", f"{_A}{{22,30}}", ends_words=True),
    PrefixedFormat("together.key", "tgp_v1_", f"{_W}{{40,60}}"),
    PrefixedFormat("nvidia.key", "nvapi-", f"{_W}{{50,80}}"),
    PrefixedFormat("langsmith.key", "lsv2_(?:pt|sk)_", f"{_H}{{32}}_{_H}{{10}}"),
    PrefixedFormat("pinecone.key", "pcsk_", f"{_W}{{50,90}}"),
    PrefixedFormat("elevenlabs.key", "sk_", f"{_H}{{48}}"),
    PrefixedFormat("tavily.key", "tvly-", f"{_W}{{24,60}}"),
    PrefixedFormat("cerebras.key", "csk-", f"{_A}{{40,60}}"),
    PrefixedFormat("voyage.key", "pa-", f"{_W}{{43}}", ends_words=True),
    PrefixedFormat("jina.key", "jina_", f"{_W}{{60}}"),
    PrefixedFormat("firecrawl.key", "fc-", f"{_H}{{32}}", ends_words=True),
    PrefixedFormat("llamacloud.key", "llx-", f"{_A}{{48}}"),
    PrefixedFormat("runpod.key", "rpa_", "[A-Z0-9]{36,44}[a-z0-9]{0,6}"),
    PrefixedFormat("helicone.key", "[sp]k-helicone(?:-[a-z]{2,4})?-", "[a-z0-9]{7}(?:-[a-z0-9]{7}){3}"),
    PrefixedFormat("browserbase.key", "bb_(?:live|test)_", f"{_A}{{20,40}}"),
    PrefixedFormat("cartesia.key", "sk_car_", f"{_A}{{20,40}}"),
    PrefixedFormat("letta.key", "sk-let-", "[A-Za-z0-9+/_-]{40,200}={0,2}"),
    PrefixedFormat("mem0.key", "m0-", f"{_A}{{40}}", ends_words=True, mixed=True),
    PrefixedFormat("anyscale.key", "esecret_", f"{_A}{{20,60}}"),
    PrefixedFormat("modal.token", "a[ks]-", f"{_A}{{22}}", ends_words=True),
    PrefixedFormat("wandb.versioned", "wandb_v[0-9]_", f"{_W}{{40,90}}"),
    # Code hosting and packages
    PrefixedFormat("github.token", "gh[pousr]_", f"{_A}{{36,255}}", crc=True),
    PrefixedFormat("github.fine_grained", "github_pat_", "[A-Za-z0-9_]{60,255}"),
    PrefixedFormat(
        "gitlab.token", "gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas|ffct|imt)-", r"[A-Za-z0-9_.\-]{20,300}"
    ),
    PrefixedFormat(
        "github.copilot",
        f"tid={_H}{{32}};exp=",
        "[0-9]{10}(?:;[a-z0-9-]{1,24}=[A-Za-z0-9._:/+=-]{1,160}){1,32}",
    ),
    PrefixedFormat("gitlab.runner_registration", "GR1348941", f"{_W}{{20}}"),
    PrefixedFormat("bitbucket.app_password", "ATBB", f"{_A}{{32,40}}"),
    PrefixedFormat("atlassian.token", "AT[AC]TT3", r"[A-Za-z0-9_=\-]{100,400}"),
    PrefixedFormat("npm.token", "npm_", f"{_A}{{36}}", crc=True),
    PrefixedFormat("pypi.token", "pypi-AgE", f"{_W}{{50,250}}"),
    PrefixedFormat("rubygems.key", "rubygems_", f"{_H}{{48}}"),
    PrefixedFormat("crates.token", "cio", f"{_A}{{32}}", ends_words=True),
    PrefixedFormat("nuget.key", "oy2", "[a-z0-9]{43}", ends_words=True),
    PrefixedFormat("dockerhub.token", "dckr_(?:pat|oat)_", f"{_W}{{27,60}}"),
    PrefixedFormat("jfrog.key", "(?:AKCp|cmVmd)", f"{_A}{{55,75}}"),
    PrefixedFormat("sonarqube.token", "sq[apu]_", f"{_H}{{40}}"),
    PrefixedFormat("circleci.token", "CCIPAT_", f"{_A}{{22}}_{_H}{{40}}"),
    PrefixedFormat("buildkite.token", "bk(?:ua|at|ct|pt)_", f"{_H}{{40,64}}"),
    PrefixedFormat("pulumi.token", "pul-", f"{_H}{{40}}", ends_words=True),
    PrefixedFormat("terraform.cloud_token", r"[A-Za-z0-9]{14}\.atlasv1\.", f"{_W}{{60,70}}"),
    PrefixedFormat("sourcegraph.token", "sgp_", f"(?:{_H}{{16}}_)?{_H}{{40}}"),
    PrefixedFormat("sourcegraph.gateway", "(?:sgd|sgs|slk)_", f"{_H}{{64}}"),
    PrefixedFormat("apify.token", "apify_api_", f"{_A}{{36}}"),
    PrefixedFormat("inngest.key", "signkey-(?:prod|test|branch)-", f"{_H}{{32,128}}"),
    PrefixedFormat("retool.token", "retool_01", "[0-9a-hjkmnp-tv-z]{24}", ends_words=True),
    PrefixedFormat("postman.key", "PMAK-", f"{_H}{{24}}-{_H}{{34}}"),
    PrefixedFormat("readme.key", "rdme_", "[a-z0-9]{70}"),
    PrefixedFormat("prefect.key", "pn[ub]_", f"{_A}{{36}}"),
    PrefixedFormat("clojars.token", "CLOJARS_", "[a-z0-9]{60}"),
    PrefixedFormat(
        "harness.token", r"(?:pat|sat)\.", rf"{_W}{{22}}\.{_H}{{24}}\.{_A}{{20}}", ends_words=True
    ),
    PrefixedFormat("infracost.key", "ico-", f"{_A}{{32}}", ends_words=True),
    PrefixedFormat("octopus.key", "API-", "[A-Z0-9]{26}", ends_words=True),
    PrefixedFormat("settlemint.token", "sm_(?:aat|pat|sat)_", f"{_A}{{16}}"),
    PrefixedFormat("adobe.client_secret", "p8e-", "[A-Za-z0-9]{32}"),
    PrefixedFormat("depot.token", "depot_(?:org|project|user)_", f"{_H}{{40,80}}"),
    # Payment and shops
    PrefixedFormat("stripe.key", "(?:sk|rk|pk)_(?:live|test|prod)_", f"{_A}{{16,247}}"),
    PrefixedFormat("stripe.webhook_secret", "whsec_", r"[A-Za-z0-9+/]{32,64}={0,2}"),
    PrefixedFormat("square.access_token", "(?:EAAA|sq0atp-)", f"{_W}{{22,60}}"),
    PrefixedFormat("square.oauth_secret", "sq0csp-", f"{_W}{{43}}"),
    PrefixedFormat("shopify.token", "shp(?:at|ca|pa|ss|ua)_", "[0-9a-fA-F]{32}"),
    PrefixedFormat(
        "braintree.token", r"access_token\$(?:production|sandbox)\$", f"[0-9a-z]{{16}}[$]{_H}{{32}}"
    ),
    PrefixedFormat("adyen.key", "AQE", r"[A-Za-z0-9+/]{60,300}={0,2}"),
    PrefixedFormat("flutterwave.key", "FLW(?:SEC|PUB)K(?:_(?:TEST|LIVE))?-", "[0-9a-zA-Z]{12,40}-X"),
    PrefixedFormat("razorpay.key", "rzp_(?:live|test)_", f"{_A}{{14,24}}"),
    PrefixedFormat("plaid.token", "access-(?:sandbox|development|production)-", _ID, ends_words=True),
    PrefixedFormat("checkout.key", "sk_(?:test_)?", _ID, ends_words=True, mixed=True),
    PrefixedFormat("mollie.key", "(?:live|test)_", f"{_A}{{30}}", ends_words=True, mixed=True),
    PrefixedFormat("paddle.key", "pdl_(?:live|sdbx)_apikey_", "[A-Za-z0-9_]{40,70}"),
    PrefixedFormat("easypost.key", "EZ[AT]K", f"{_A}{{54}}"),
    PrefixedFormat("shippo.token", "shippo_(?:live|test)_", f"{_H}{{40}}"),
    PrefixedFormat("duffel.token", "duffel_(?:test|live)_", r"[A-Za-z0-9_=\-]{43}"),
    PrefixedFormat("lob.key", "(?:live|test)_(?:pub_)?", f"{_H}{{31,35}}", ends_words=True),
    # Chat, mail, telephony
    PrefixedFormat("slack.token", "xox[abceoprs]-", "[A-Za-z0-9-]{10,250}"),
    PrefixedFormat("slack.cookie", "xoxd-", "[A-Za-z0-9%+/=_-]{40,400}"),
    PrefixedFormat("slack.app_token", "xapp-", "[0-9]-[A-Z0-9]{8,16}-[0-9]{8,16}-[a-z0-9]{32,80}"),
    PrefixedFormat("slack.config_token", r"xoxe\.xox[bp]-", f"{_W}{{100,250}}"),
    PrefixedFormat(
        "slack.webhook", r"hooks\.slack\.com/(?:services|workflows|triggers)/", "[A-Za-z0-9+/]{40,80}"
    ),
    PrefixedFormat("discord.webhook", r"discord(?:app)?\.com/api/webhooks/", f"[0-9]{{17,20}}/{_W}{{60,70}}"),
    PrefixedFormat(
        "discord.bot_token", r"[MNO][A-Za-z0-9_-]{23,27}\.", rf"{_W}{{6}}\.{_W}{{27,40}}", ends_words=True
    ),
    PrefixedFormat("telegram.bot_token", "[0-9]{8,10}:AA", f"{_W}{{32,33}}", ends_words=True),
    PrefixedFormat("telegram.bot_url", "bot[0-9]{8,10}:AA", f"{_W}{{32,33}}"),
    PrefixedFormat("teams.webhook", r"webhook\.office\.com/webhookb2/", r"[A-Za-z0-9@\-/]{60,300}"),
    PrefixedFormat("mattermost.webhook", "hooks/", "[a-z0-9]{26}"),
    PrefixedFormat("rocketchat.webhook", f"hooks/{_A}{{17,24}}/", f"{_A}{{32,72}}"),
    PrefixedFormat(
        "zapier.webhook", r"hooks\.zapier\.com/hooks/(?:catch|standard)/", "[0-9]{3,12}/[a-z0-9]{6,20}"
    ),
    PrefixedFormat("make.webhook", r"hook\.(?:[a-z]{2}[0-9]\.)?(?:make|integromat)\.com/", "[a-z0-9]{20,40}"),
    PrefixedFormat(
        "pagerduty.integration", r"events\.(?:eu\.)?pagerduty\.com/(?:integration|x-ere)/", f"{_A}{{20,40}}"
    ),
    PrefixedFormat("twilio.key", "(?:SK|AC)", f"{_H}{{32}}", ends_words=True),
    PrefixedFormat("sendgrid.key", r"SG\.", rf"{_W}{{20,24}}\.{_W}{{39,50}}"),
    PrefixedFormat("mailgun.key", "(?:key|pubkey)-", f"{_H}{{32}}", ends_words=True),
    PrefixedFormat("mailgun.sending_key", "", f"{_H}{{32}}-{_H}{{8}}-{_H}{{8}}"),
    PrefixedFormat("facebook.app_token", r"[0-9]{15,16}[|]", f"{_W}{{27}}", ends_words=True),
    PrefixedFormat("twitter.bearer", "A{22}", "[A-Za-z0-9%]{80,100}"),
    PrefixedFormat("mailchimp.key", "", f"{_H}{{32}}-us[0-9]{{1,2}}"),
    PrefixedFormat("brevo.key", "xkeysib-", f"{_H}{{64}}-{_A}{{16}}"),
    PrefixedFormat("resend.key", "re_", f"{_A}{{8,10}}_{_A}{{20,30}}", ends_words=True),
    PrefixedFormat("postmark.mailersend", "mlsn\\.", f"{_H}{{64}}"),
    PrefixedFormat("onesignal.key", "os_v2_(?:app|org)_", "[a-z2-7]{80,120}"),
    PrefixedFormat("facebook.token", "EAA", f"{_A}{{100,300}}"),
    # Observability and security
    PrefixedFormat("grafana.token", "gl(?:c|sa)_", r"[A-Za-z0-9+/_]{32,400}={0,2}"),
    PrefixedFormat("grafana.key", "eyJrIjoi", r"[A-Za-z0-9+/]{40,400}={0,2}"),
    PrefixedFormat("newrelic.key", "NRA[KLA]-", "[A-Z0-9]{27,40}"),
    PrefixedFormat("newrelic.license", "", "[0-9a-zA-Z]{36}NRAL"),
    PrefixedFormat("axiom.token", "xa[ap]t-", _ID),
    PrefixedFormat("newrelic.ingest", "NR(?:II|JS|IQ)-", f"{_W}{{19,40}}"),
    PrefixedFormat("datadog.app_key", "dd(?:app|pat|sat)_", f"{_A}{{34,60}}"),
    PrefixedFormat("dynatrace.token", r"dt0[cs][0-9]{2}\.", r"[A-Z0-9]{24}\.[A-Z0-9]{64}"),
    PrefixedFormat("sentry.token", "sntry[su]_", r"[A-Za-z0-9+/=_]{40,400}"),
    PrefixedFormat("honeycomb.key", "hc[abmnx](?:ik|lk|mk)_", "[a-z0-9]{58}"),
    PrefixedFormat("posthog.key", "ph[cx]_", f"{_A}{{40,50}}"),
    PrefixedFormat("launchdarkly.key", "(?:api|sdk|mob)-", _ID, ends_words=True),
    PrefixedFormat("vault.token", r"hv[sbr]\.", f"{_W}{{24,300}}"),
    PrefixedFormat("stytch.secret", "secret-(?:live|test)-", f"{_W}{{28,44}}=", ends_words=True, mixed=True),
    PrefixedFormat("1password.service", "ops_eyJ", r"[A-Za-z0-9+/_\-]{200,900}={0,2}"),
    PrefixedFormat("1password.secret_key", "A3-", "[A-Z0-9]{6}-[A-Z0-9]{6}-?[A-Z0-9]{5}(?:-[A-Z0-9]{5}){3}"),
    PrefixedFormat("doppler.token", r"dp\.(?:pt|st|ct|sa|scim|audit)\.", r"[A-Za-z0-9._\-]{40,60}"),
    PrefixedFormat("infisical.token", r"st\.[0-9a-f]{24}\.", rf"{_H}{{32}}\.{_H}{{32}}"),
    PrefixedFormat("paseto", r"v[1-4]\.(?:local|public)\.", f"{_W}{{60,4000}}"),
    PrefixedFormat(
        "tls.key_log",
        "(?:(?:CLIENT|SERVER)_(?:HANDSHAKE_)?TRAFFIC_SECRET(?:_[0-9])?|CLIENT_RANDOM|EXPORTER_SECRET)[ ]",
        f"{_H}{{64}}[ ]{_H}{{64,96}}",
    ),
    PrefixedFormat("k3s.token", "K10", f"{_H}{{64}}::[a-z]{{1,16}}:{_A}{{16,80}}"),
    PrefixedFormat("rancher.token", "token-[a-z0-9]{5}:", "[a-z0-9]{54}"),
    PrefixedFormat("age.secret_key", "AGE-SECRET-KEY-1", "[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}"),
    PrefixedFormat(
        "tailscale.key", "tskey-(?:api|auth|client|scim|webhook)-", f"{_A}{{8,20}}(?:CNTRL)?-{_A}{{20,60}}"
    ),
    PrefixedFormat("snyk.token", "snyk_[a-z]{2,4}_", f"{_W}{{30,80}}"),
    PrefixedFormat("clickhouse.key", "4b1d", f"{_A}{{38}}", ends_words=True),
    # Data and databases
    PrefixedFormat("databricks.token", "d(?:api|kea|osq|ose)", f"{_H}{{32}}(?:-[0-9])?", ends_words=True),
    PrefixedFormat("planetscale.token", "pscale_(?:tkn|pw|oauth)_", r"[A-Za-z0-9_=.\-]{32,64}"),
    PrefixedFormat("supabase.token", "(?:sbp_|sb_secret_|sb_publishable_)", f"{_W}{{20,60}}"),
    PrefixedFormat("neon.key", "napi_", f"{_A}{{40,80}}"),
    PrefixedFormat("atlas.service_secret", "mdb_sa_sk_", f"{_W}{{40}}"),
    PrefixedFormat("elastic.cloud_key", "essu_", "[A-Za-z0-9+/_-]{40,200}={0,2}"),
    PrefixedFormat(
        "snowflake.session", "ver:[0-9]-hint:[0-9]{1,20}-", "[A-Za-z0-9+/=]{60,800}", ends_words=True
    ),
    PrefixedFormat("upstash.key", "ups(?:k|t)_", f"{_A}{{30,60}}"),
    PrefixedFormat("confluent.secret", "cflt", r"[A-Za-z0-9+/]{55,65}", ends_words=True),
    PrefixedFormat("airtable.token", r"pat[A-Za-z0-9]{14}\.", f"{_H}{{64}}", ends_words=True),
    PrefixedFormat("adafruit.key", "aio_", f"{_A}{{28}}"),
    PrefixedFormat("maxmind.key", "", f"{_A}{{6}}_{_A}{{29}}_mmk"),
    PrefixedFormat("contentful.token", "CFPAT-", f"{_W}{{43}}"),
    # Work tools
    PrefixedFormat("linear.key", "lin_(?:api|oauth)_", f"{_A}{{32,64}}"),
    PrefixedFormat("notion.token", "(?:ntn_|secret_)", f"{_A}{{40,50}}"),
    PrefixedFormat("figma.token", "fig[dourh]_", f"{_W}{{38,60}}"),
    PrefixedFormat("asana.token", "[0-9]/[0-9]{14,18}(?:/[0-9]{14,18})?:", f"{_H}{{32}}", ends_words=True),
    PrefixedFormat("monday.zapier_clickup", "pk_[0-9]{6,10}_", "[A-Z0-9]{32}"),
    PrefixedFormat("hubspot.token", "pat-(?:na|eu|ap)[0-9]-", _ID),
    PrefixedFormat("typeform.token", "tfp_", r"[A-Za-z0-9_.\-]{40,70}"),
    PrefixedFormat("frameio.token", "fio-u-", r"[A-Za-z0-9_=\-]{60,70}"),
    PrefixedFormat("dropbox.link_key", "[?&]rlkey=", "[a-z0-9]{20,30}"),
    PrefixedFormat("oracle.pre_authenticated", r"oraclecloud\.com/p/", f"{_W}{{40,100}}"),
    PrefixedFormat("dropbox.token", r"sl\.", f"{_W}{{130,300}}", ends_words=True),
    PrefixedFormat("intra42.secret", "s-s4t2(?:ud|af)-", f"{_H}{{64}}"),
    PrefixedFormat("openshift.token", "sha256~", f"{_W}{{43}}"),
    PrefixedFormat("perforce.yandex", "AQVN", f"{_W}{{35,38}}"),
    PrefixedFormat("yandex.oauth", "y[0-3]_", f"{_W}{{50,64}}"),
    PrefixedFormat("e2b.key", "e2b_", f"{_H}{{40}}"),
    # What passwords are stored as (crypt(5), PHC string format): with time they are guessed.
    PrefixedFormat("password.hash", r"[$](?:2[abxy]|argon2(?:id|i|d)|[56])[$]", "[A-Za-z0-9./$=,+]{50,200}"),
    PrefixedFormat("password.md5crypt", "[$](?:apr1|1)[$]", "[A-Za-z0-9./]{1,8}[$][A-Za-z0-9./]{22}"),
    PrefixedFormat(
        "password.django",
        "pbkdf2_sha(?:1|256)[$]",
        "[0-9]{3,8}[$][A-Za-z0-9]{4,40}[$][A-Za-z0-9+/]{20,90}={0,2}",
    ),
    PrefixedFormat(
        "password.werkzeug",
        "(?:scrypt:[0-9]{1,8}:[0-9]{1,3}:[0-9]{1,3}|pbkdf2:sha(?:1|256|512):[0-9]{3,8})[$]",
        f"{_A}{{4,40}}[$]{_H}{{32,128}}",
    ),
    PrefixedFormat("twitch.oauth", "oauth:", "[a-z0-9]{30}"),
    PrefixedFormat("mapbox.token", r"[sp]k\.eyJ", rf"{_W}{{40,200}}\.{_W}{{20,24}}"),
    PrefixedFormat("algolia.mixpanel", "mp_(?:secret|sa)_", f"{_A}{{24,64}}"),
)
