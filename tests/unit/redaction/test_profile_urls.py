"""URLs of home directories and of pages of profiles, and other pages that look like one."""

from __future__ import annotations

import pytest

from redaction.engines.batch import BatchEngine
from redaction.spans import Field


@pytest.fixture(scope="module")
def engine() -> BatchEngine:
    return BatchEngine(entities=["USER_URL"])


def found(engine: BatchEngine, text: str) -> list[str]:
    """The URLs of users in a text, in order."""
    return [text[s.start : s.end] for s in sorted(engine.detect([Field(text)])[0], key=lambda s: s.start)]


@pytest.mark.parametrize(
    "url",
    [
        "https://files.example.com/home/bjones/files",
        "https://files.example.com:8443/v1/home/bjones/Documents/x.txt",
        "https://hub.example.com/home/bjones/.ssh/config",
        "sftp://files.example.com/home/bjones/x",
        "https://x.com/bjones/status/1",
        "https://mobile.twitter.com/bjones/with_replies",
        "https://calendly.com/bjones/30min",
        "https://cal.com/bjones",
        "https://corp-my.sharepoint.com/personal/bea_jones_example_org/Documents/x",
        "https://corp-my.sharepoint.com/:x:/g/personal/bea_jones_example_org/Ea12",
        "https://facebook.com/profile.php?id=100012345678901",
        "https://www.facebook.com/bea.jones.9/posts/12",
        "https://instagram.com/bea.jones/reel/x",
        "https://t.me/bjones/123",
        "https://us02web.zoom.us/my/bea.jones",
        "https://paypal.me/bjones/20",
        "https://huggingface.co/bea-jones",
        "https://t.me/bea.jones?lang=en",
        "https://x.com/bjones?s=20",
        "https://x.com/bjones/?s=20#top",
        "https://www.facebook.com/bea.jones?locale=de_DE",
        "https://m.facebook.com/bea.jones.9",
        "https://de-de.facebook.com/bea.jones?ref=x",
        "https://instagram.com/bea.jones?igshid=MzRlODBiNWFlZA==",
        "https://github.com/bjones85?tab=repositories",
        "https://mobile.twitter.com/bjones#likes",
        "https://fb.me/bea.jones",
        "https://instagram.com/bea.jones/tagged-with/x",
        "https://dev.to/bjones/how-to-3k1a",
        "https://www.twitch.tv/bjones85/clips",
        "https://soundcloud.com/bea-jones/demo",
        "https://cash.app/$beajones",
        "https://example.com/members/profile/bjones",
        "https://qiita.com/bjones85/items/0a1b",
        "https://wiki.example.com/User:Bea_Jones",
        "https://example.com/usuarios/bea.jones/editar",
        "https://example.com/benutzer/bjones",
        "https://example.com/perfil/bjones?x=1",
        "https://uk.linkedin.com/in/bea-jones-85?trk=x",
    ],
)
def test_a_url_of_somebody_is_found(engine: BatchEngine, url: str) -> None:
    """Their home directory, or a page of their profile."""
    assert found(engine, f"see {url}.") == [url]


@pytest.mark.parametrize(
    "text",
    [
        *(
            "https://shop.com/home/kitchen/pans",
            "https://example.com/home/index.html",
            "https://example.com/home",
        ),
        *(
            "https://example.com/home/ubuntu/files",
            "https://example.com/home/help/files",
            "sftp://h/home/root/x",
        ),
        *(
            "https://x.com/i/status/1",
            "https://x.com/home",
            "https://x.com/search/status",
        ),
        *("https://box.com/bjones/status", "https://example.com/profile.php?id=1", "https://cal.com/docs"),
        *("https://t.me/joinchat/123", "https://zoom.us/j/123", "https://corp.sharepoint.com/personal/x"),
        "https://huggingface.co/meta-llama/Llama-3.1-8B",
        "Cannot access https://huggingface.co/meta-llama/Llama-3.1-8B/resolve/main/config.json.",
        "https://github.com/acme/app/status/1",
        "https://github.com/acme/app?tab=readme",
        "https://github.com/search?q=x",
        "https://github.com/issues?q=is%3Aopen",
        "https://www.facebook.com/sharer.php?u=x",
        "https://www.facebook.com/plugins/like.php?href=x",
        "https://www.facebook.com/sharer/sharer.php?u=x",
        "https://twitter.com/intent/tweet?text=x",
        "https://x.com/share?url=x",
        "https://t.me/share?url=x",
        "https://t.me/proxy?server=x",
        "https://t.me/s/acme",
        "https://www.instagram.com/p/Cx12ab/",
        "https://www.tiktok.com/discover/cats",
        "https://www.pinterest.com/pin/1234567/",
        "https://vk.com/wall-12345_67/x",
        "https://www.twitch.tv/videos/1234",
        "https://soundcloud.com/discover/sets",
        "https://www.facebook.com/groups/1234/posts/5",
        "https://wiki.example.com/Help:Contents",
        "https://example.com/usuarios/123",
        "https://example.com/perfil/settings",
        "https://cash.app/$",
        "https://gitlab.com/users/sign_in?x=1",
        "https://docs.github.com/en?x=1",
        "https://box.com/bea.jones?x=1",
    ],
)
def test_other_urls_stay(engine: BatchEngine, text: str) -> None:
    """Pages of sites, of models and of services' accounts, and routes of other hosts."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://npm.example.org/@types/node",
        "https://cdn.jsdelivr.net/npm/@org/pkg@1.2.3/dist/x.js",
        "https://unpkg.com/@babel/core@7.26.0/lib/index.js",
        "https://jsr.example.org/@std/path",
        "http://localhost:5173/@vite/client",
        "http://10.0.0.5:5173/@fs/app/x.ts",
        "http://localhost:5173/node_modules/@org/pkg/x.js",
    ],
)
def test_packages_and_modules_are_nobody(url: str) -> None:
    """A scope of packages stands where elsewhere a user does, and no port and path are a password."""
    both = BatchEngine(entities=["USER_URL", "CREDENTIAL_URL"])
    assert found(both, f"GET {url} 200") == []


@pytest.mark.parametrize(
    "url",
    [
        "https://npmjs.com/~bjones",
        "https://social.example/@bjones",
        "https://medium.com/@b.jones/a-post",
        "postgres://app:pa/ss@db.example.com/x",
        "http://bjones:123/4@files",
    ],
)
def test_users_beside_packages(url: str) -> None:
    """Behind a tilde, at other hosts, and where a password holds a slash."""
    both = BatchEngine(entities=["USER_URL", "CREDENTIAL_URL"])
    assert found(both, f"GET {url} 200") == [url]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "my profile: github.com/bjones85/, the old one linkedin.com/in/bea-jones/",
            ["github.com/bjones85/", "linkedin.com/in/bea-jones/"],
        ),
        ("W: instagram.com/bjones85", ["instagram.com/bjones85"]),
        ("T: - | W: github.com/bea_jones?ref=mail", ["github.com/bea_jones?ref=mail"]),
        (
            "GitHub.com/BJones85 | de.linkedin.com/in/bjones",
            ["GitHub.com/BJones85", "de.linkedin.com/in/bjones"],
        ),
        (
            '[me](x.com/bjones) <t.me/bjones> "fb.com/bea.jones"',
            ["x.com/bjones", "t.me/bjones", "fb.com/bea.jones"],
        ),
        ("github.com/bjones,linkedin.com/in/bjones", ["github.com/bjones", "linkedin.com/in/bjones"]),
        ("url=tiktok.com/@bjones&x=1", ["tiktok.com/@bjones&x=1"]),
        ("\u6211\u7684\u4e3b\u9875github.com/bjones85\u8c22\u8c22", ["github.com/bjones85"]),
        ("github.com/bjones\nreddit.com/user/bjones", ["github.com/bjones", "reddit.com/user/bjones"]),
        ("youtube.com/@bjones, bsky.app/profile/bjones", ["youtube.com/@bjones", "bsky.app/profile/bjones"]),
        ("www.example.com/users/bea.jones/edit", ["www.example.com/users/bea.jones/edit"]),
        ("GET api.github.com/users/bjones", ["api.github.com/users/bjones"]),
        (
            "https://github.com/bjones\uff0c\u8c22\u8c22 https://x.com/bjones;",
            ["https://github.com/bjones", "https://x.com/bjones"],
        ),
    ],
)
def test_links_without_a_scheme_are_found(engine: BatchEngine, text: str, links: list[str]) -> None:
    """As people write them, whatever stands before and behind."""
    assert found(engine, text) == links


@pytest.mark.parametrize(
    "text",
    [
        "github.com/acme/app and github.com/features, x.com/home, facebook.com/events",
        "go: downloading github.com/pkg/errors v0.9.1",
        'import "github.com/stretchr/testify/assert"',
        "/go/pkg/mod/github.com/gin-gonic/gin@v1.9.1/context.go:185",
        "linkedin.com/company/acme linkedin.com/jobs reddit.com/r/python youtube.com/watch?v=x",
        "netflix.com/title/1 box.com/bjones form.me/xyz",
        "pull registry.x.com/foo:1.2 and ghcr.io/acme/app",
        "helm.x.com/managed-by: Helm",
        "git@github.com:bjones/x.git",
        "huggingface.co/datasets huggingface.co/meta-llama/Llama-3",
        "www.example.com/users/123 www.example.com/docs",
        "api.github.com/repos/acme/app",
        "github.com, x.com/ and linkedin.com/in/",
    ],
)
def test_other_links_without_a_scheme_stay(engine: BatchEngine, text: str) -> None:
    """Repositories, modules, pages of sites, and hosts that only end like one."""
    assert found(engine, text) == []


@pytest.mark.parametrize(
    "path",
    [
        "account/api-keys",
        "accounts/billing-history/2026",
        "user/settings/tokens",
        "profile/personal-access-tokens",
        "account/settings",
        "profile/preferences#mail",
        "account/twoFactor",
        "user/change_password?next=x",
        "account/usage",
        "users/verify-email",
        "profile/einstellungen",
        "perfil/seguridad",
    ],
)
def test_pages_of_a_console_are_nobodys(engine: BatchEngine, path: str) -> None:
    """Below `account`, `profile` and `user` words of pages alone name no user."""
    assert found(engine, f"find your key at https://console.example.com/{path}.") == []


@pytest.mark.parametrize(
    "path",
    [
        "account/ana-keys",
        "user/bjones/api-keys",
        "profile/rose.billing",
        "@usage",
        "users/apikeys85",
        "in/ana-link",
    ],
)
def test_a_name_beside_a_word_of_pages_is_somebodys(engine: BatchEngine, path: str) -> None:
    """One word that is no page's names a user, and so does any behind a sign."""
    url = f"https://console.example.com/{path}"
    assert found(engine, f"see {url}") == [url]
