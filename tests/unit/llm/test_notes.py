"""How a knowledge file falls into sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from llm import notes
from llm.notes import Note

FILE = """---
title: internal
---
# Café Lumière
Welcome to our café.

## Opening hours
We open at 8:30 a.m. and close at 6 p.m. on
weekdays. On Sunday we are closed!

<!-- ask Ann about holidays -->
- Breakfast is served **until 11**.
- Lunch begins at noon

### Do you deliver?
Yes, within five kilometres.

Can I pay by card? Cards are welcome. See No. 5 Main Street.

| Drink | Price | Size |
|---|---|---|
| Espresso | 2 euros | small |
| Tea | | |

```
Wifi: guest
```
"""


def test_a_file_becomes_sentences_with_their_topics() -> None:
    assert notes.read(FILE) == (
        Note("Welcome to our café.", "Café Lumière", 0),
        Note("We open at 8:30 a.m. and close at 6 p.m. on weekdays.", "Café Lumière Opening hours", 0),
        Note("On Sunday we are closed!", "Café Lumière Opening hours", 1),
        Note("Breakfast is served **until 11**.", "Café Lumière Opening hours", 2),
        Note("Lunch begins at noon", "Café Lumière Opening hours", 3),
        Note("Yes, within five kilometres.", "Café Lumière Opening hours Do you deliver?", 0),
        Note("Cards are welcome.", "Café Lumière Opening hours Do you deliver? Can I pay by card?", 0),
        Note("See No. 5 Main Street.", "Café Lumière Opening hours Do you deliver? Can I pay by card?", 1),
        Note(
            "Espresso – Price: 2 euros, Size: small",
            "Café Lumière Opening hours Do you deliver? Can I pay by card?",
            2,
        ),
        Note("Tea", "Café Lumière Opening hours Do you deliver? Can I pay by card?", 3),
        Note("Wifi: guest", "Café Lumière Opening hours Do you deliver? Can I pay by card?", 4),
    )


def test_a_heading_of_the_same_level_ends_the_one_before() -> None:
    read = notes.read("# A\n## B\nOne.\n## C\nTwo.\n# D\nThree.")
    assert [note.topic for note in read] == ["A B", "A C", "D"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We close at 8 p.m. Sundays too.", ["We close at 8 p.m. Sundays too."]),
        ("Ask Dr. Ali. He knows.", ["Ask Dr. Ali.", "He knows."]),
        ("It costs 4.50 euros. Really!", ["It costs 4.50 euros.", "Really!"]),
        ("八点开门。六点关门。", ["八点开门。", "六点关门。"]),
        ("نفتح الثامنة. نغلق السادسة.", ["نفتح الثامنة.", "نغلق السادسة."]),
        ("", []),
    ],
)
def test_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert notes.sentences(text) == expected


@given(markdown=st.text(alphabet=st.sampled_from("ab .?!\n#-*|`<>1。"), max_size=200))
def test_any_text_can_be_read(markdown: str) -> None:
    assert all(note.text.strip() for note in notes.read(markdown))
