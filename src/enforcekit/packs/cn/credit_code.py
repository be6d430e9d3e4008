"""Unified social credit codes (GB 32100-2015) and the organisation codes inside them (GB 11714-1997).

Eighteen characters: registering authority, class of subject, six digits of division, nine characters of
organisation code, check character. *Strict* reading also demands that the organisation code inside passes
its own check and that the registering authority is an assigned one; *lenient* reading (`strict=False`)
tolerates both, because registers hold codes that were issued with such faults. Nothing tolerates a wrong
outer check, lower case, full-width characters or blanks: a finding names the code that was probably meant
instead.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import attrs

from enforcekit.errors import InvalidRecord, rule
from enforcekit.packs.cn import person_id

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of GB 32100: digits and capitals without I, O, S, V and Z."""

AUTHORITIES: Final[dict[str, tuple[str, str]]] = {
    "1": ("机构编制", "establishment office"),
    "2": ("外交", "foreign affairs"),
    "3": ("司法行政", "justice"),
    "4": ("文化", "culture"),
    "5": ("民政", "civil affairs"),
    "6": ("旅游", "tourism"),
    "7": ("宗教", "religious affairs"),
    "8": ("工会", "trade unions"),
    "9": ("市场监督管理", "market regulation"),
    "A": ("中央军委改革和编制办公室", "Central Military Commission establishment office"),
    "N": ("农业农村", "agriculture and rural affairs"),
    "Y": ("其他", "other"),
}
"""Registering authority by first character. Confirmed on real codes: 1 and 9; the others are unconfirmed."""

CLASSES: Final[dict[str, tuple[str, str]]] = {
    "11": ("机关", "state organ"),
    "12": ("事业单位", "public institution"),
    "13": ("群众团体", "mass organisation"),
    "51": ("社会团体", "social association"),
    "52": ("民办非企业单位", "private non-enterprise unit"),
    "53": ("基金会", "foundation"),
    "91": ("企业", "enterprise"),
    "92": ("个体工商户", "individual business"),
    "93": ("农民专业合作社", "farmers' cooperative"),
    "N1": ("组级集体经济组织", "collective economic organisation of a group"),
    "N2": ("村级集体经济组织", "collective economic organisation of a village"),
    "N3": ("乡镇级集体经济组织", "collective economic organisation of a township"),
}
"""Known pairs of authority and class. 11, 12, 91, 92 are confirmed; ministries add pairs: none is refused."""

_WEIGHTS = tuple(3**i % 31 for i in range(17))
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_CODE = re.compile(f"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")
_ORGANISATION = re.compile("[0-9A-Z]{8}-?[0-9X]")

EK151 = rule(
    "EK151",
    "error",
    "{value} is no credit or organisation code: {why_en}",
    "{value} 不是统一社会信用代码或组织机构代码：{why_zh}",
    cure_en="{do_en}",
    cure_zh="{do_zh}",
    article="GB 32100-2015; GB 11714-1997",
)

_REASONS: Final[dict[str, tuple[str, str]]] = {
    "length": ("a credit code has 18 characters, this has {n}", "应为18位，实为{n}位"),
    "alphabet": (
        "digits in places 3-8, elsewhere digits and capitals without I O S V Z",
        "第3至8位为数字，其余为数字或大写字母（不含 I、O、S、V、Z）",
    ),
    "check": ("the last character does not fit the others", "末位校验码不符"),
    "authority": ("no registering authority has this first character", "首位登记管理部门代码未分配"),
    "organisation_check": (
        "place 17 is not the check of the organisation code in places 9-16",
        "第17位与第9至16位组织机构代码的校验不符",
    ),
    "organisation_length": (
        "an organisation code has 9 characters, this has {n}",
        "组织机构代码应为9位，实为{n}位",
    ),
    "organisation_alphabet": (
        "eight digits or capitals, an optional hyphen, then a digit or X",
        "应为8位数字或大写字母，可加连字符，末位为数字或X",
    ),
}

_PERSONAL = (
    "this looks like an identity number: store its mask as person_id",
    "疑为身份号码，请以 person_id 存掩码",
)


@attrs.frozen
class OrganisationCode:
    """An organisation code: `code` is the nine characters without the hyphen (GB 11714-1997)."""

    code: str

    @property
    def printed(self) -> str:
        """The code with the hyphen that the standard prints before the check character.

        >>> parse_organisation("600037341").printed
        '60003734-1'
        """
        return f"{self.code[:8]}-{self.code[8]}"


@attrs.frozen
class CreditCode:
    """The parts of a unified social credit code (GB 32100-2015, part 4)."""

    text: str
    authority_class: str
    subject_class: str
    division: str
    organisation_code: OrganisationCode
    check: str

    def label(self, lang: str = "en") -> str:
        """What kind of subject the code says it is, as far as the pair is known.

        >>> parse("91110000600037341L").label("zh"), parse("91110000600037341L").label()
        ('企业', 'enterprise')
        """
        known = CLASSES.get(self.authority_class + self.subject_class) or AUTHORITIES.get(self.authority_class)
        return "" if known is None else known[lang != "zh"]


def check_character(first17: str) -> str:
    """The check character of the first seventeen (GB 32100-2015: weights 3^(i-1) mod 31).

    >>> check_character("91110000600037341")
    'L'
    """
    total = sum(w * ALPHABET.index(c) for w, c in zip(_WEIGHTS, first17, strict=True))
    return ALPHABET[-total % 31]


def organisation_check_character(first8: str) -> str:
    """The check character of an organisation code (GB 11714-1997: weights 3 7 9 10 5 8 4 2 mod 11, X for 10).

    >>> organisation_check_character("60003734"), organisation_check_character("71526726")
    ('1', 'X')
    """
    return "0123456789X"[-sum(w * int(c, 36) for w, c in zip(_ORGANISATION_WEIGHTS, first8, strict=True)) % 11]


def problem(text: str, strict: bool = True) -> str | None:
    """What is wrong with a credit code: `length`, `alphabet`, `check`, in strict reading also `authority` and
    `organisation_check`; None when it is well made.

    >>> problem("91110000600037341L"), problem("91110000600037341N"), problem("68236467-9")
    (None, 'check', 'length')
    """
    if len(text) != 18:
        return "length"
    if not _CODE.fullmatch(text):
        return "alphabet"
    if check_character(text[:17]) != text[17]:
        return "check"
    if strict and text[0] not in AUTHORITIES:
        return "authority"
    if strict and organisation_check_character(text[8:16]) != text[16]:
        return "organisation_check"
    return None


def organisation_problem(text: str) -> str | None:
    """What is wrong with an organisation code: `length`, `alphabet`, `check`; None when it is well made.

    >>> [organisation_problem(each) for each in ("68236467-9", "682364679", "682364678")]
    [None, None, 'check']
    """
    if len(text) not in (9, 10) or (len(text) == 10 and text[8] != "-"):
        return "length"
    if not _ORGANISATION.fullmatch(text):
        return "alphabet"
    return None if organisation_check_character(text[:8]) == text[-1] else "check"


def parse(text: str, strict: bool = True) -> CreditCode:
    """The parts of a credit code; `InvalidRecord` with EK151 when it is not one.

    >>> code = parse("113307277559109857")
    >>> code.authority_class, code.subject_class, code.division, code.organisation_code.code, code.check
    ('1', '1', '330727', '755910985', '7')
    >>> parse("91110000600037341l")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: error EK151: 91110000600037341l is no ... → write 91110000600037341L
    """
    reason = problem(text, strict)
    if reason is not None:
        raise _refused(text, reason)
    return CreditCode(text, text[0], text[1], text[2:8], OrganisationCode(text[8:17]), text[17])


def parse_organisation(text: str) -> OrganisationCode:
    """An organisation code with or without its hyphen; `InvalidRecord` with EK151 when it is not one.

    >>> parse_organisation("68236467-9")
    OrganisationCode(code='682364679')
    """
    reason = organisation_problem(text)
    if reason is not None:
        raise _refused(text, reason if reason == "check" else f"organisation_{reason}")
    return OrganisationCode(text[:8] + text[-1])


def _refused(text: str, reason: str) -> InvalidRecord:
    # People do put identity numbers here; a finding must not publish one.
    personal = person_id.problem(text) in (None, "check")
    shown = person_id.mask(text) if personal else text
    why_en, why_zh = (why.format(n=len(text)) for why in _REASONS[reason])
    do_en, do_zh = _PERSONAL if personal else _cure(text, reason)
    return InvalidRecord([EK151.at(value=shown, why_en=why_en, why_zh=why_zh, do_en=do_en, do_zh=do_zh)])


def _cure(text: str, reason: str) -> tuple[str, str]:
    """What to do about it: registers mix other numbers into the field, and each of them has its own cure."""
    meant = unicodedata.normalize("NFKC", text[:40]).strip().upper() if len(text) <= 40 else ""
    if meant != text and (problem(meant) is None or organisation_problem(meant) is None):
        return f"write {meant}", f"应写作 {meant}"
    if reason == "organisation_check":
        return "ask the register; strict=False keeps the code as it is", "向登记机关核实；宽松模式可保留原码"
    if reason == "length" and organisation_problem(text) is None:
        return (
            "this is an organisation code: give it as organisation_code",
            "这是组织机构代码，请用 organisation_code",
        )
    if reason == "length" and len(text) == 17:
        return "one character is missing: copy it from the register", "少一位，请按登记证照补全"
    if reason == "length" and re.fullmatch("[0-9]{10,30}", text):
        return (
            "this looks like an internal number: ask the register for the credit code",
            "疑为内部编号，请查统一代码",
        )
    return "copy the code from the registration certificate", "请按登记证照核对"
