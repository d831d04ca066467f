"""Rights, in short sentences for young people. Data.

Written from general knowledge of the law of the four nations, at a reading age of nine or less; no
lawyer has checked the words, and the page says so. Where nations differ, that is said or left open.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """One page: its name in the address of nothing, its words, and the drawing beside them."""

    name: str
    title: str
    picture: str
    sentences: tuple[str, ...]


TOPICS: tuple[Topic, ...] = (
    Topic(
        "help",
        "The form to the Home Office",
        "letter",
        (
            "If somebody made you work or hurt you, a form can be sent to ask for help for you.",
            "It is called the National Referral Mechanism.",
            "You do not have to prove it. You do not go to court for it.",
            "You can ask who sent it, and what it says.",
            "If the answer is no, you can ask them to look again.",
        ),
    ),
    Topic(
        "guardian",
        "A guardian",
        "two",
        (
            "A guardian is an adult who is on your side.",
            "They go with you to meetings. They tell you what happens.",
            "They are not the police. They do not work for the Home Office.",
            "Not every place has a guardian yet. Ask if there is one for you.",
            "If you do not trust your guardian, you can ask for another.",
        ),
    ),
    Topic(
        "school",
        "School",
        "book",
        (
            "You can go to school. It is free.",
            "You do not need papers to go.",
            "You can get help to learn English.",
            "If you wait a long time for a place, tell us. You may complain.",
        ),
    ),
    Topic(
        "health",
        "Health",
        "leaf",
        (
            "You can see a doctor. It is free.",
            "You can see a dentist. You can get help when you feel very sad or scared.",
            "You can ask for a woman or a man.",
            "What you tell a doctor stays with them, unless somebody is in danger.",
        ),
    ),
    Topic(
        "age",
        "When people ask how old you are",
        "sun",
        (
            "If people do not know how old you are, they should treat you as a child.",
            "If two social workers talk with you about your age, an adult you trust can be there.",
            "You can have an interpreter. You can ask for a break.",
            "You get the answer on paper. If it is wrong, a lawyer can help you.",
        ),
    ),
    Topic(
        "lawyer",
        "A lawyer",
        "scales",
        (
            "A lawyer knows the law and works for you.",
            "You can have a lawyer for free if you have no money.",
            "What you tell your lawyer is secret.",
            "You can ask for another lawyer.",
        ),
    ),
    Topic(
        "police",
        "The police",
        "hand",
        (
            "If somebody made you do wrong things, you can say so. Tell your lawyer first.",
            "You do not have to talk to the police on your own.",
            "You can have an adult, a lawyer and an interpreter with you.",
            "You can say: I want to wait for my lawyer.",
        ),
    ),
    Topic(
        "complaint",
        "When something is not fair",
        "speech",
        (
            "You may complain. It is your right.",
            "Nobody may be cross with you for it.",
            "The person it is about does not read it, if you say so.",
            "Somebody can help you to do it. You can ask for an advocate. It is free.",
        ),
    ),
    Topic(
        "leave",
        "To stay in this country",
        "house",
        (
            "“Leave” means that you may stay here.",
            "It can be for some years or for always.",
            "Your lawyer tells you what to ask for, and by when.",
            "If you ask before your leave ends, it goes on while you wait.",
        ),
    ),
)
BY_NAME = {topic.name: topic for topic in TOPICS}
