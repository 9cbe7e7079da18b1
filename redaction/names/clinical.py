"""Abbreviations of notes and files, and drugs: they look like organisations and are nobody's name.

"Follow up with PCP", "my SSN 078 05 1120", "started on Eliquis": a note of a clinic or an office is full of them. Part of
`redaction.names.detector`.
"""

# ruff: noqa: E501  # a list is read as a list

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from redaction.names import gazetteers as gz
from redaction.names.address_edges import Token
from redaction.names.word_set import word_set

__all__ = ["is_clinical", "is_dose"]

# No organisation, state or country is called like one of these.
_ABBREVIATIONS: Final = word_set(
    # histories, findings, measures
    "hpi pmh psh pshx pmhx ros cc sob htn dm dm1 dm2 t1dm t2dm cad cabg chf hfref hfpef aki ckd esrd copd dvt cva uti uri gerd bph "
    "afib aflutter sle mrsa nkda nka bp hr rr spo2 sao2 bmi cbc bmp cmp lft lfts inr ptt aptt tsh hba1c a1c ldl hdl wbc rbc hgb hct plt bun "
    "egfr crp esr bnp psa cxr ekg ecg eeg emg mri mra cta kub nad perrl perrla eomi ctab ctabl rrr heent wnl aao aaox3 gcs ebl dnr dni rom "
    "adl adls cpap bipap pft pfts egd ercp turp thr tkr orif iud ocp sti std stds pcos adhd ptsd ocd gad mdd ssri ssris nsaid nsaids "
    "arbs ppi ppis loc lmp edd gtt icu nicu picu pacu micu sicu ccu ed pcp obgyn ent rn lpn cna emt prn bid tid qid qhs qam npo stat "
    "fx hx dx rx sx pt pts bm n/v/d iud tb hiv hcv hbv rsv covid "
    # numbers of persons and accounts
    "ssn mrn dob doa dod ein tin itin npi vin iban bic pin puk cvv cvc otp mfa 2fa nin nino cpf cnpj dni nie nif curp rfc bsn pesel "
    # offices
    "vip pto wfh ooo eta etd eod eob fmla sla slas kpi kpis okr okrs nda sow msa rfp rfq poc faq faqs fyi asap tbd tba rsvp gpa ged fte "
    "cogs ebitda roi vat gst apr apy ach atm pos sku skus upc isbn moq rma crm erp hris ats cv dnd csat nps mrr arr ltv cac"
)
_BRANDS: Final = word_set(
    "tylenol advil motrin aleve benadryl claritin zyrtec flonase nasonex mucinex sudafed robitussin pepto tums nexium prilosec "
    "prevacid protonix zantac pepcid lipitor crestor zocor plavix eliquis xarelto pradaxa coumadin jantoven lovenox lasix norvasc zestril "
    "cozaar diovan toprol lopressor coreg cardizem synthroid levoxyl glucophage januvia jardiance farxiga ozempic wegovy trulicity victoza "
    "mounjaro lantus humalog novolog levemir tresiba ventolin proair symbicort advair spiriva singulair zoloft prozac lexapro celexa paxil "
    "effexor cymbalta wellbutrin remeron trazodone buspar xanax ativan valium klonopin ambien lunesta seroquel zyprexa risperdal abilify "
    "lamictal depakote keppra topamax neurontin gabapentin lyrica adderall ritalin concerta vyvanse strattera percocet vicodin "
    "oxycontin suboxone narcan ultram zofran reglan phenergan compazine imodium miralax colace dulcolax zithromax augmentin keflex cipro "
    "levaquin bactrim flagyl diflucan valtrex tamiflu paxlovid humira enbrel stelara remicade keytruda prednisone medrol decadron viagra "
    "cialis flomax proscar fosamax boniva premarin aspirin ibuprofen paracetamol acetaminophen naproxen diclofenac novalgin pantozol "
    "voltaren doliprane nurofen efferalgan buscopan warfarin heparin insulin metformin morphine fentanyl ketamine propofol lidocaine"
)
_DRUG: Final = re.compile(
    r"[a-zé]{2,14}(?:pril|sartane?|statine?|olol|prazol[eo]?|c[iy]ll?in[ae]?|m[iy]cin[ae]?|floxacin[aeo]?|dipine?|gliptine?|gliflozine?|zumab|ximab|limumab|tinib|triptane?|"
    r"oxetine?|zepam|zolam|tidine?|setrone?|parin[ae]?|xabane?|caine|profen[eo]?|thiazide?|cycline?|conazole?|ciclovir|vudine?|glutide?|semide?)\Z"
)
"""How the substances of drugs end."""
_DOSE: Final = re.compile(r" ?(?:mg|mcg|µg|ug|ml|g|IU|IE|I\.E\.|units?|mmol|mEq)(?![\w])")


def is_clinical(text: str, tokens: Sequence[Token], gazetteer: Mapping[str, int]) -> bool:
    """Whether what the model calls a name is an abbreviation that no house is called, with its number, or a drug.

    Args:
        text: The field.
        tokens: The name's tokens, at least one.
        gazetteer: Flags by lower-cased word.
    """
    said = [word for _, _, word in tokens if any(map(str.isalpha, word))]
    if not said:
        return False
    if all(word.isupper() and word.lower() in _ABBREVIATIONS for word in said):
        return not text.isupper()
    return all(_is_drug(word.lower(), gazetteer) for word in said)


def _is_drug(lower: str, gazetteer: Mapping[str, int]) -> bool:
    flags = gazetteer.get(lower, 0)
    if flags & gz.GIVEN:
        return False
    return lower in _BRANDS or (not flags & gz.NAMED and _DRUG.match(lower) is not None)


def is_dose(text: str, tokens: Sequence[Token]) -> bool:
    """Whether what the model calls an address ends in a number that a measure of drugs follows: "Ramipril 5" mg."""
    return tokens[-1][2][0].isdigit() and _DOSE.match(text, tokens[-1][1]) is not None
