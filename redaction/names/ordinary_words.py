"""Words by which `redaction.names.ordinary` tells that a phrase in capitals is nobody's name."""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

from typing import Final

from redaction.names.word_set import word_set
from redaction.words.numbers import TIMES

__all__ = [
    "COUNTED",
    "DEPARTMENTS",
    "EPONYMS",
    "EPONYM_RULES",
    "FUNCTIONS",
    "INSURED",
    "KINDS",
    "PARTIES",
    "QUANTIFIERS",
    "UNITS",
    "VERBS",
]

# What a phrase of ordinary words is when it ends so: a role, a paper, a part of a screen, a notion. No firm is called so.
KINDS: Final = word_set(
    "priority severity "
    "manager managers engineer engineers developer developers owner owners officer officers director directors analyst "
    "analysts assistant assistants consultant consultants architect architects administrator administrators specialist "
    "specialists coordinator supervisor representative representatives designer technician president secretary intern "
    "scientist scientists lead reviewer report reports review reviews summary summaries assessment assessments agreement "
    "agreements policy policies regulation regulations act directive request requests notice statement statements form "
    "forms guide guides manual question questions answer answers term terms condition conditions overview plan plans "
    "schedule status certificate licence license invoice letter memo minutes page pages button label field section "
    "paragraph chapter figure table menu tab settings dashboard feature features requirement requirements guideline "
    "guidelines instruction instructions introduction conclusion conclusions appendix findings results method methods "
    "objective objectives issue issues problem problems test tests rights protection liability warranty deposit "
    "pattern patterns model models theory theories effect effects rule rules principle principles approach technique "
    "techniques framework level levels mode step steps option options item items type types task tasks goal goals "
    "story stories user users description descriptions theorem theorems algorithm algorithms distribution equation "
    "equations regression matrix recognition bias worksheet worksheets forests trees learning computing relativity sorting "
    "revenue revenues costs expenses income profit profits margin margins allowance allowances benefits leave turnover "
    "sauce rice salad soup cheese cake bread recipe recipes dish dishes name names number numbers date time price prices offer offers"
)
# A part of every house: "Customer Service", "the Finance Team".
DEPARTMENTS: Final = word_set(
    "team teams department departments desk staff service services office resources"
)
FUNCTIONS: Final = word_set(
    "support customer client sales finance marketing hr human it legal billing accounts accounting payable payroll "
    "engineering security operations product data help helpdesk technical tech development research admin location "
    "management procurement compliance quality the our your social account shipping front back on-call platform design"
)
# How requests to a model, and the messages of programs, begin.
VERBS: Final = word_set(
    "add analyse analyze answer apply ask build call calculate change check choose classify compare compose compute "
    "contact convert create debug define delete describe design draft email evaluate explain extract find fix forward "
    "generate get give help identify implement improve inform invite list make message notify outline parse please "
    "proofread prove provide put read refactor remind remove rephrase replace reply rewrite run schedule search send "
    "show simulate solve suggest summarise summarize tell text translate turn update use using write "
    "download upload install export import open close click select check enable disable restart retry "
    "building compiling downloading downloaded fetching installing installed loading loaded removing starting updating "
    "unpacking preparing processing finished failed"
)
# Labels behind which an organisation may stand, whatever it is called.
PARTIES: Final = word_set(
    "client payee payer from to cc sender recipient seller buyer partner party tenant landlord organisation organization "
    "company business institution name signed by with at for site venue host sponsor owner member"
)
UNITS: Final = TIMES | word_set(
    "mg mcg µg g kg ml cl dl l mm cm km oz lb lbs tsp tbsp cup cups teaspoon teaspoons tablespoon "
    "tablespoons gram grams pound pounds kb mb gb tb hz khz mhz ghz kw kwh px pt mah min mins hr hrs sec "
    "secs reps sets tablets capsules pieces slices cloves percent points"
)
# What is insured, not who insures.
INSURED: Final = word_set(
    "health life car auto home travel liability dental pet vehicle property medical disability accident unemployment"
)
QUANTIFIERS: Final = word_set("all any no each every some both this that these those")
# Behind "Max" and "Min" in messages of programs, and behind "Mac".
COUNTED: Final = (
    "retr(?:y|ies)|attempts?|length|tokens?|size|connections?|number|value|depth|iterations?|steps?|epochs?|concurrency|"
    "threads?|workers?|batch|sequence|context|requests?|latency|duration|time|timeout|wait|memory|rows?|redirects|OS|exceeded"
)
EPONYMS: Final = (
    "distributions?|theorems?|transforms?|kernels?|priors?|algorithms?|equations?|optimi[sz]ers?|matrix|matrices|inequality|"
    "distances?|similarity|divergence|regression|decomposition|syndrome|disease|sequences?|polynomials?|lemma|conjecture|"
    "paradox|hypothesis|correlation|coefficients?|criterion|dressing|salad|sauce|cake|cheese|numbers?|trials?|estimator|"
    "quadrature|search tree|tree|decay|scale|score|noise|filter|sampling|integral|constant|effect|entropy|impurity|comma|"
    "test statistic|process|chain|cycle|method|principle"
)
EPONYM_RULES: Final = (
    "laws?|theorems?|lemma|rule|razor|principle|paradox|algorithm|method|conjecture|inequality|equations?|constant|triangle|"
    "disease|syndrome|hypothesis|dilemma"
)
