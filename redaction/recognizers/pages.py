"""Parts of the path of a URL that are pages of a site, where others have the name of a user: `/account/api-keys`.

Consoles have most of them below `account`, `profile` and `user`, as the pages of persons are called, too. Read by
`redaction.recognizers.urls`.
"""

from __future__ import annotations

import re
from typing import Final

from redaction.names.word_set import word_set

__all__ = ["is_page", "is_page_below"]

# Each word of a page called by several is one of these: `change-password`, `apiKeys`, `two_factor`. No name of a person
# is among them, so `/account/rose-billing` is somebody's.
_WORDS: Final = word_set(
    "access account accounts action actions activate activation active activity add address addresses alerts and "
    "api apikey apikeys applications appearance apps auth authentication automation avatar balance bank billing "
    "bookmarks branding cancel cards cart change checkout close cloud company compliance confirm confirmation "
    "connected connections connectors contacts cookies cost costs create created credentials credit credits "
    "customers dashboard data deactivate deactivated default delete deleted details developer developers devices "
    "disable disabled documents domains edit email emails enable environments export factor failed favorites "
    "favourites features files forgot free general groups history home id import inbox index info information "
    "integration integrations invitations invite invites invoice invoices key keys language languages licenses "
    "limits link linked locale log logging login logins logout logs management manage membership memberships "
    "methods metrics mfa my name new notification notifications oauth onboarding order orders organisation "
    "organisations organization organizations overview owner page password passwords payment payments payouts "
    "permissions personal phone picture plan plans policies policy preferences privacy profile profiles project "
    "projects quota quotas rate receipts recover recovery referrals region regions register registration remove "
    "renew report reports request requests reset resources roles rules saml save saved scim search secret secrets "
    "section security service services session sessions settings setup shipping sign signin signout signup signed "
    "sites spending ssh sso start statement statements status storage subscription subscriptions success summary "
    "support switch tax team teams tenants terms theme token tokens tools transactions transfer two unsubscribe "
    "update upgrade upload usage user users username validate verification verified verify view wallet watchlist "
    "webhook webhooks wishlist workspace workspaces abmelden abrechnung adressen ajustes anmelden bearbeiten "
    "bestellungen commandes configuracion connexion contrasena contraseña datos einstellungen facturacion "
    "facturas facturation impostazioni instellingen konto mot passe de parametres paramètres passwort pedidos "
    "preferencias rechnungen registrieren securite sécurité seguridad sicherheit übersicht uebersicht ustawienia "
    "bezpieczenstwo wachtwoord"
)
_JOINED: Final = re.compile(r"[-_.+ ]|%20|(?<=[a-z])(?=[A-Z])")
_COUNTED: Final = re.compile(r"(?:[0-9]?(?:fa|step)|v?[0-9]{1,2}|oauth2)")
# What is nobody anywhere.
_PAGE: Final = re.compile(
    r"(?:[0-9]+|me|self|current|list|login|logout|new|search|count|profile|settings|register|signup|auth|session"
    r"|v[0-9]+|true|false|null|none|all|self|about|features|pricing|explore|home|watch|share|sharer|intent"
    r"|docs|sharing|feed|datasets?|models?|spaces|competitions|code|learn|tags?|topics|trending|popular|help|support|terms"
    r"|privacy|legal|security|jobs|careers|blog|news|api|apps?|downloads?|store|shop|enterprise|business|teams?|contact"
    r"|discussions|collections|papers|notifications|messages|organizations|marketplace|sponsors|hashtag|status|directory|products?"
    r"|solutions|plans|integrations|community|events|partners|resources|gallery|categories|joinchat"
    r"|proxy|socks|setlanguage|addlist|addtheme|confirmphone|dialog|plugins|oauth2?|authorize|graphql|groups|pages|ads|maps"
    r"|tv|music|discover|foryou|pin|ideas|videos|stream|posts|items|articles|collections?|people|you|lives?|media|photos"
    r"|(?:wall|club|public|video|photo|topic|album|event)-?[0-9_\-]+|stories|reels?|direct|explore|upload|embed|issues|pulls|orgs|gist|copilot|projects|billing|checkout|pricing|invite"
    r"|sign[_\-]?(?:in|up|out)|password|stars|sessions?|recover|help-center|[a-z_\-]{2,30}\.(?:php|html?|aspx?|jsp|js|css|json|xml|txt|ico|png|svg)"
    r"|[{<:$*%\[].*|[0-9a-fA-F]{8}-[0-9a-fA-F\-]{27}|[0-9a-fA-F]{24,64})",
    re.IGNORECASE | re.ASCII,
)


def is_page(part: str) -> bool:
    """Whether what stands where others have a user names a page, a row or a stand-in."""
    return _PAGE.fullmatch(part) is not None


def is_page_below(part: str) -> bool:
    """Whether a part of a path below `account`, `profile` and the like is a page and no user."""
    if _PAGE.fullmatch(part):
        return True
    words = _JOINED.split(part.rstrip(".,;:!?)]}*_~"))
    return all(word.lower() in _WORDS or _COUNTED.fullmatch(word.lower()) for word in words)
