"""Signs that a text is not what it seems: orders to a model, a secret, a vendor's error, our instructions."""

from __future__ import annotations

import re
import unicodedata

_INJECTION = re.compile(
    r"""
    (?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules|prompts?|above|previous)
    | system\s+prompt | developer\s+mode | jailbreak | \byou\s+are\s+now\b | \bact\s+as\s+(?:an?|the)\b
    | (?:reveal|print|show|repeat)\b.{0,30}\b(?:instructions|prompt|rules)
    | (?:ignora|olvida|omite)\w*\b.{0,40}\b(?:instrucciones|reglas|istruzioni|instruç)
    | (?:ignore[zr]?|oublie[zr]?)\b.{0,40}\b(?:instructions|consignes|règles)
    | (?:ignorier|vergiss|missachte)\w*\b.{0,40}\b(?:anweisungen|regeln|vorgaben)
    | (?:ignore|esqueça|desconsidere)\b.{0,40}\b(?:instruções|regras)
    | (?:تجاهل|انس|تجاوز).{0,40}(?:التعليمات|الأوامر|القواعد)
    | (?:نادیده|فراموش).{0,40}(?:دستور|قوانین) | (?:دستور|قوانین).{0,40}(?:نادیده|فراموش)
    | (?:игнорируй|забудь)\w*\b.{0,40}(?:инструкци|правил)
    | 忽略.{0,20}(?:指令|指示|规则|提示) | (?:指示|命令|ルール).{0,10}無視
    | <\|?\s*/?(?:im_start|im_end|system|assistant|endoftext) | \[/?INST\] | \#{2,}\s*(?:system|instruction)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_SECRET = re.compile(
    r"""
    \bsk-[A-Za-z0-9_-]{16,} | \b(?:AKIA|ASIA)[A-Z0-9]{16}\b | \bgh[pousr]_[A-Za-z0-9]{20,}
    | \bxox[abprs]-[A-Za-z0-9-]{10,} | \bAIza[A-Za-z0-9_-]{30,} | -----BEGIN\ [A-Z ]*PRIVATE\ KEY
    | \beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\. | \bBearer\s+[A-Za-z0-9._-]{16,}
    | \b(?:postgres(?:ql)?|mysql|mongodb|redis)://[^\s/:]+:[^\s@]+@
    """,
    re.VERBOSE,
)
_CARD = re.compile(r"(?<!\d)(?<!\d[ -])[3-6](?:[ -]?\d){12,18}(?![ -]?\d)")
_VENDOR_ERROR = re.compile(
    r"""
    rate\ limit\ (?:reached|exceeded) | insufficient_quota | exceeded\ your\ current\ quota
    | context_length_exceeded | maximum\ context\ length | invalid_api_key | incorrect\ api\ key
    | internal\ server\ error | bad\ gateway | service\ (?:temporarily\ )?unavailable | overloaded_error
    | traceback\ \(most\ recent\ call\ last\) | <!doctype\ html | </?html | ["']error["']\s*:\s*[{"']
    | \bas\ an?\ (?:ai|artificial\ intelligence)\ (?:language\ )?model\b | error\ code:\ \d{3}
    """,
    re.IGNORECASE | re.VERBOSE,
)
RUN = 8
"""So many words in a row of our instructions are no accident."""


def injection(text: str) -> bool:
    """Whether a text seems to give orders to a model; also when letters are spread or look alike."""
    plain = unicodedata.normalize("NFKC", text)
    return _INJECTION.search("".join(x for x in plain if unicodedata.category(x) != "Cf")) is not None


def secret(text: str) -> str | None:
    """What kind of secret a text holds."""
    if _SECRET.search(text):
        return "a key or password"
    if any(_is_card(match[0]) for match in _CARD.finditer(text)):
        return "a card number"
    return None


def vendor_error(text: str) -> bool:
    """Whether a text is a failure of a vendor that came as an answer."""
    return _VENDOR_ERROR.search(text) is not None


def repeats(text: str, instructions: str) -> bool:
    """Whether a text quotes our instructions at length."""
    ours, said = _runs(instructions), _runs(text)
    return not ours.isdisjoint(said)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _is_card(number: str) -> bool:
    """The check digit of payment cards: most other numbers of that length fail it."""
    digits = [int(digit) for digit in number if digit.isdigit()]
    doubled = [digit * 2 if place % 2 else digit for place, digit in enumerate(reversed(digits))]
    return sum(digit - 9 if digit > 9 else digit for digit in doubled) % 10 == 0
