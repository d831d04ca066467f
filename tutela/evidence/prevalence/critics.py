"""What critics say of these methods, in plain words, each with its source.

Printed with each report. The sources are scholarly articles; the words are ours. Where only the
abstract was read, it says so.
"""

from __future__ import annotations

ASSUMED = (
    "Nobody joins or leaves the population during the period (it is closed).",
    "Everyone on two lists was recognised as one person, and no two people were taken for one"
    " (matching is perfect).",
    "Within what the model allows, each person could be on each list with the same chance.",
    "The interaction of all lists together, which no data can show, is zero or of an assumed form.",
)

CRITICS = (
    (
        "Whitehead, Jackson, Balch and Francis (2019, 2021; abstract read)",
        "Some interactions are assumed to be zero and others enter only if significant. In their"
        " simulations the second makes the stated precision a substantial overstatement even when"
        " the first is true; where it is false they call the procedure totally unsound. They"
        " conclude that multiple systems estimation is unsuitable for this purpose.",
    ),
    (
        "Binette and Steorts (2022)",
        "On tables where the truth is known all the methods came out too low (mean log relative"
        " bias -0.17 to -0.52), and 95 % intervals held the truth 60 to 90 % of the time."
        " Estimates drift as data accrue; the latent class sampler often fails to converge.",
    ),
    (
        "Aleshin-Guendel, Sadinle and Wakefield",
        "The total rests on an assumption that no data can test. Models that fit equally well may"
        " give any total. If no such assumption can be defended, give no estimate.",
    ),
    (
        "Sharifi Far and others (2021)",
        "Results hinge on which lists are left out or merged.",
    ),
    (
        "Chan, Silverman and Vincent (2021)",
        "Limits that take a model chosen by BIC as given hold the truth 61 % of the time.",
    ),
)
