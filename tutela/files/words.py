"""What is said of a file that is not taken: what to do next, and never whose fault it is."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tutela.files.cleaning.outcome import Why

REFUSALS: dict[Why, Promise | str] = {
    Why.EMPTY: _("The file is empty. Choose it again."),
    Why.TOO_LARGE: _("The file must be smaller than 25 MB. Send it in parts, or as a PDF."),
    Why.NOT_ALLOWED: _(
        "This kind of file can’t be taken. Save it as a picture (JPG, PNG, WebP, HEIC), PDF, Word"
        " (docx), Excel (xlsx), plain text, or sound (MP3, M4A)."
    ),
    Why.NOT_WHAT_IT_SAYS: _(
        "What is in the file is not what its name says. Open it, and save it again as what it is."
    ),
    Why.VIDEO: _(
        "Videos can’t be taken yet: they can’t be made safe here. Keep it where your agency keeps"
        " evidence, and describe here what it shows."
    ),
    Why.MOVING: _("A picture that moves can’t be taken. Save one still picture of it."),
    Why.DAMAGED: _("The file is damaged or not whole. Open it, save it again, and send that."),
    Why.TOO_MANY_PIXELS: _("The picture is too large. Save it smaller: 40 million dots at most."),
    Why.TOO_MANY_PAGES: _("The PDF has too many pages. Send it in parts of 60 pages at most."),
    Why.TOO_LONG: _("The file holds too much to be read at once. Send it in parts."),
    Why.LOCKED: _("The file is locked with a password. Save it without one, and send that."),
    Why.ACTIVE: _(
        "The file holds a program, a form or a macro, which could do harm. Print it to a PDF, and"
        " send that."
    ),
    Why.HOLDS_FILES: _("The file holds other files. Send each of them by itself."),
    Why.REACHES_OUT: _(
        "The file fetches something from elsewhere when it is opened. Print it to a PDF, and send"
        " that."
    ),
    Why.BOMB: _(
        "The file asks for more memory or time than any document should. Save it smaller or print"
        " it to a PDF, and send that."
    ),
    Why.UNREADABLE_TEXT: _("The text holds characters that can’t be read. Save it as UTF-8."),
    Why.NOTHING_IN_IT: _(
        "There is nothing to read in the file. If it is a scan, send it as a PDF."
    ),
    Why.TOO_SLOW: _("The file took too long to open. Try once more, or send it in parts."),
    Why.MALWARE: _(
        "The scanner of your agency found something harmful in the file. Nothing of it was kept."
        " Tell your agency’s security team, and don’t open it."
    ),
    Why.NOT_SCANNED: _(
        "The scanner of your agency did not answer, so the file was not taken. Try again later."
    ),
    Why.NO_WALLS: _(
        "Files can’t be opened safely on this machine, so none is taken. Tell whoever runs it."
    ),
    Why.TOO_MANY_TODAY: _("You have sent 50 files within a day. Send the others tomorrow."),
    Why.CHILD_IS_FULL: _(
        "No more files fit into this child’s record (500 MB). Tell whoever runs Tutela here."
    ),
}
