"""Sentences for drawn records, by form of exploitation ("" where none is known).

They are made up. They say what was seen and said, plainly; nothing blames a child or doubts one.
Children's own words are short, as children's words in records are.
"""

from __future__ import annotations

CRIMINAL, LABOUR, SEXUAL = "Criminal", "Labour", "Sexual"
DOMESTIC, ORGANS, UNKNOWN = "Domestic", "Organ Harvesting", ""

SEEN = {
    CRIMINAL: (
        "Officers found the child alone in a flat used for selling drugs, two hours from home. "
        "There was no food and the child had not slept.",
        "The school noticed a second telephone, new clothes and long absences. The child is tired "
        "and watches the door.",
        "The child was stopped on a train with a one-way ticket bought by somebody else and a "
        "package that they had been told to carry.",
        "A neighbour heard a child crying in a house with covered windows. Officers found the "
        "child looking after plants, locked in from outside.",
        "The child came to the ward with a broken wrist and would not say who was waiting outside. "
        "Two messages arrived asking when the child would be back.",
        "The child’s mother rang: somebody came to the house to ask for money that the child is "
        "said to owe.",
    ),
    LABOUR: (
        "The child was seen working at a car wash in January without gloves or a coat, and ran "
        "when an adult shouted.",
        "At the port the child had an address on a piece of paper and had been told that work was "
        "waiting there.",
        "The child sleeps above the shop in which they work and has been to no school since they "
        "came.",
        "A delivery driver saw the child carrying loads at night, several nights in a row.",
        "The child said at the screening that they had worked on the way to pay for each part of "
        "the journey.",
    ),
    SEXUAL: (
        "A nurse at the clinic was worried about an older man who answered every question for the "
        "child.",
        "The child was collected from school by adults in different cars and came back the next "
        "morning.",
        "Hotel staff rang because an adult had booked a room and the child looked frightened.",
        "The child has two telephones and is sent pictures of places at which to be.",
        "A teacher was told by a friend of the child’s that pictures of the child are being passed "
        "on.",
    ),
    DOMESTIC: (
        "A health visitor saw the child doing the housework and minding three small children. The "
        "child did not sit down during the visit.",
        "A neighbour says that the child never leaves the house alone and sleeps in the kitchen.",
        "The child is not registered with a school or a doctor and the family they are with gave "
        "three different surnames.",
    ),
    ORGANS: (
        "The child told an interpreter that on the way people had been taken for an operation and "
        "that they were next.",
    ),
    UNKNOWN: (
        "The child arrived alone, exhausted and without papers, and is afraid of somebody who "
        "keeps ringing.",
        "The child went missing from the hotel on the second night and came back with a telephone "
        "that they hide.",
        "The child does not speak of the journey. They ask whether the doors lock.",
        "An official at the port saw that the same man had brought three children in one month.",
    ),
}  # fmt: skip

OWN_WORDS = {
    CRIMINAL: (
        "They said I owed them and it would never stop.",
        "I did what they told me. They know where my mum lives.",
        "At first they bought me food and trainers. Then it changed.",
        "I watered the plants. The door was locked. I was cold.",
        "I thought they were my friends.",
        "I didn’t know what was in the bag.",
    ),
    LABOUR: (
        "I worked every day. They said the money goes to the debt.",
        "He kept my paper. He said without it police will take me.",
        "I was so tired that I fell asleep standing.",
        "They said there would be school.",
    ),
    SEXUAL: (
        "I don’t want to say it in front of people.",
        "He said he loved me.",
        "I thought it was my fault. My worker says it isn’t.",
        "They have pictures.",
    ),
    DOMESTIC: (
        "I got up before everyone and went to bed after everyone.",
        "They said I am like a daughter. A daughter goes to school.",
        "I was not allowed to open the door.",
    ),
    ORGANS: ("They looked at me like at something in a shop.",),
    UNKNOWN: (
        "I can’t talk about that yet.",
        "I don’t know the names of the places.",
        "I want to sleep first.",
        "Please don’t ring the number.",
    ),
}
"""What drawn children say about what happened to them."""

MADE_SAFE = (
    "The child is with a foster carer. Messages are looked at together with the child.",
    "The child is at home. Police know the address; the family has a number to ring.",
    "The child is in a placement far from where it happened. Only the circle knows where.",
    "A bed was found for tonight. The plan is looked at again tomorrow morning.",
)
INDICATORS = {
    CRIMINAL: (
        ("drugs", "Was found with something that others had given them to carry."),
        ("far-from-home", "Two hours from home, with nobody there that they know."),
        ("goes-missing", "Away three nights this month, and came back exhausted."),
        ("money-owed", "Speaks of a debt."),
        ("gifts", "New trainers and a telephone from somebody older."),
        ("cannabis", "Was locked in with the plants."),
    ),
    LABOUR: (
        ("long-hours", "From dark to dark, they say."),
        ("papers-held", "Somebody else keeps the papers."),
        ("little-pay", "Was given food instead of pay."),
        ("work-unfit", "Carries loads that are too heavy for a child."),
    ),
    SEXUAL: (
        ("older-partner", "Calls a much older adult their partner."),
        ("images", "Afraid of pictures."),
        ("sexual-health", "Has been to the clinic twice."),
        ("isolated", "No longer sees old friends."),
    ),
    DOMESTIC: (
        ("housework", "Cooks, cleans and minds the small ones all day."),
        ("lives-apart", "Sleeps on the kitchen floor."),
        ("not-at-school", "Has never been to school here."),
    ),
    ORGANS: (("told", "Spoke of an operation that was planned."),),
    UNKNOWN: (
        ("afraid-of-somebody", "Does not say of whom."),
        ("moved-about", "Has stayed in many places and can’t name them."),
        ("no-papers", "Never had papers, as far as they know."),
        ("travelled-alone", "Travelled with people who were not family."),
    ),
}  # fmt: skip

PLACES = (
    "A flat above a shop. A train could be heard all night.",
    "A house at the end of a row, its windows covered from inside.",
    "A yard behind a petrol station.",
    "A room with three mattresses. The child could see a church tower.",
    "Several places; the child was driven at night.",
    "A farm. It smelt of onions.",
)
DAYS = (
    "The child was woken before it was light and worked until somebody came to lock up.",
    "The child waited for the telephone to ring, and went where it said.",
    "Every day was the same. The child counted them at first.",
    "There was one meal, in the evening.",
)
STARTS = (
    "Somebody older made friends with the child and then spoke of a debt.",
    "A man whom the family trusted promised school and a room.",
    "It was arranged by people whom the child met on the way.",
    "It began with small favours.",
    "The child was told of a job; it was not the job that they were told of.",
)
WAYS_OUT = (
    "Police came to the house.",
    "The child walked out when a door was left open, and asked a bus driver for help.",
    "A teacher asked the right question and waited for the answer.",
    "The child told a nurse.",
    "The child was left at a station and a member of the public stayed with them.",
)
WAYS = (
    "By lorry, on foot and in a boat. The child slept in a forest and does not know for how long.",
    "By aeroplane, with a woman who held both passports.",
    "By train, with a ticket that somebody sent to the telephone.",
    "In the back of a van, at night. The child counted two stops.",
    "Through several countries. The child names the sea and two cities.",
)
DEBTS = (
    "The child believes that the family owes a great deal, and does not know to whom.",
    "The debt grew each week.",
    "The family sold land.",
)
EXPLOITERS = (
    "Three adults with nicknames only. The child would know their voices.",
    "A woman whom the child had to call aunt, and her brother.",
    "Nothing is known but a telephone number, which was passed to the police.",
    "Two young men, not much older than the child, who take orders from somebody else.",
)
SETTINGS = (
    "At the placement, with the guardian and an interpreter whom the child had chosen. Two breaks. "
    "It need not be asked again.",
    "In the car, after a football match. The worker listened and wrote it down afterwards.",
    "Over three meetings. The child drew more than they said.",
    "At school, with the teacher whom the child trusts.",
)
GAPS = (
    "The child is still afraid and was told what would happen to their family. Dates mean little "
    "when every day is the same.",
    "The first interpreter spoke another dialect. With the second one it was told quite "
    "differently, because it could be.",
    "What happened is remembered in pieces. That is what trauma does.",
    "Nobody had asked before. Trust took eleven weeks.",
)
FAMILIES = (
    "Mother and two younger brothers. The father died when the child was small.",
    "Grew up with a grandmother, who has no telephone.",
    "Lives with mother and a sister; an uncle nearby helps.",
    "Parents and four brothers and sisters. They have not been in touch for a year.",
)
SCHOOLS = (
    "Four years of primary school, then work in the fields.",
    "Year 9, until the absences began.",
    "A religious school for two years. Reads slowly and well.",
    "None yet. Wants to go very much.",
)
LOOKS = (
    "Slim, about 165 cm, short dark hair, a grey hooded top.",
    "Tall for their age, wears glasses, a blue coat in all weathers.",
    "About 155 cm, long hair in a plait, a silver ring.",
    "Strong build, curly hair, always the same red scarf.",
)
RISKS = (
    "Messages still come. The people who did this have not been found.",
    "The child believes that the debt must be paid.",
    "The child has left the placement twice when the telephone rang.",
)
REASONS_TO_CORRECT = {
    "date-of-birth": "The year was typed wrongly. The child noticed it on the card.",
    "name-stated": "The child says that it is spelt like this.",
    "languages": "The interpreter found that the child speaks another language more easily.",
    "nationality": "A document came that says more.",
}
REASONS_TO_WITHDRAW = "This was written in the wrong record."
CHILD_NOTICED = (
    "The child has been told by the social worker, with an interpreter, and asked good questions."
)
REASONS_POSITIVE = "What is known about how the child was recruited, moved and used supports it."
REASONS_NEGATIVE = (
    "The authority said that it did not have enough information. The circle has more, and is "
    "gathering it."
)
OPENED = (
    "A concern from the police",
    "A concern from a school",
    "A concern from the port",
    "A concern from a hospital",
    "A concern from the family",
    "A concern from another council",
)
PUT_FORWARD = (
    "A letter from the psychologist, the guardian’s account of a year, and the school’s notes."
)
