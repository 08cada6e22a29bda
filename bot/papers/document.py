"""A document on paper: headings, facts, words and tables, in letters of any script, as PDF.

Everything is plain text: nothing people write is ever read as markup. The same content gives the
same bytes.
"""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, TableBordersLayout, TableCellFillMode, XPos, YPos
from fpdf.fonts import FontFace, TTFFont

from bot.i18n import say
from bot.papers.lines import printed, turns
from core.kit.text import Text, _

FONTS = Path(__file__).resolve().parent.parent / "fonts"
SANS, REST, SIGNS = "Sans", "Rest", "Signs"
FILES = {
    (SANS, ""): "LiberationSans-Regular.ttf",
    (SANS, "B"): "LiberationSans-Bold.ttf",
    (REST, ""): "DejaVuSans.ttf",
    (SIGNS, ""): "NotoEmoji-Regular.ttf",
}
UNKNOWN = "\u25af"  # stands for a letter no font here has
MARGIN, LINE, INDENT = 20, 5.2, 4  # millimetres
CELL_PADDING = 3  # millimetres, of both sides of a cell
INK, FAINT, RULE, SHADE = (33, 37, 45), (105, 112, 124), (208, 212, 220), (244, 246, 249)
PAGES = "\ue0ff" * 4  # stands for their number until it is known; nobody can write it
PLAIN = {"Cc", "Cf", "Cs", "Co", "Cn"}  # nothing to see, or nothing that means anything


class Document:
    """A document being written, in one reader's language."""

    def __init__(self, title: Text, subtitle: Text, locale: str, *, foot: Text) -> None:
        self._locale = locale
        self._pdf = _Sheets(say(foot, locale), lambda page: say(_page(page), locale))
        for (family, style), file in FILES.items():
            self._pdf.add_font(family, style, FONTS / file)
        self._pdf.set_fallback_fonts([REST, SIGNS], exact_match=False)
        self._fonts = [font for font in self._pdf.fonts.values() if isinstance(font, TTFFont)]
        self._letters = frozenset(letter for font in self._fonts for letter in font.cmap)
        self._widths = {style: self._widths_in(style) for style in ("", "B")}
        self._pdf.set_title(self._say(title))
        self._pdf.set_lang(locale)
        self._pdf.set_producer("Jalon")
        self._pdf.add_page()
        self._masthead(title, subtitle)

    def heading(self, text: Text) -> None:
        """Begin a part."""
        self._pdf.ln(4)
        if self._pdf.will_page_break(4 * LINE):
            self._pdf.add_page()
        self._write(self._say(text), 12, "B", INK)
        self._pdf.set_draw_color(*RULE)
        self._pdf.line(MARGIN, self._pdf.y + 1, self._pdf.w - MARGIN, self._pdf.y + 1)
        self._pdf.ln(3)

    def facts(self, *facts: tuple[Text, Text]) -> None:
        """List labels and their values, side by side."""
        self._pdf.set_font(SANS, "", 10)
        with self._pdf.table(
            borders_layout=TableBordersLayout.NONE,
            col_widths=(36, 64),
            first_row_as_headings=False,
            line_height=LINE,
            padding=(0.4, 2, 0.4, 0),
            text_align="LEFT",
        ) as table:
            for label, value in facts:
                row = table.row()
                row.cell(self._say(label), style=FontFace(color=FAINT))
                row.cell(self._cell(value, 0.64, 10), style=FontFace(color=INK))
        self._pdf.ln(1)

    def says(self, text: Text) -> None:
        """Write a sentence."""
        self._write(self._say(text), 10, "", INK)
        self._pdf.ln(1)

    def small(self, text: Text) -> None:
        """Write a sentence that matters less."""
        self._write(self._say(text), 8, "", FAINT)
        self._pdf.ln(1)

    def quote(self, by: Text, words: str, *small: Text | None) -> None:
        """Set people's own words apart, with who said them and what goes with them.

        A bar stands beside them on every page they reach: they never look like ours.
        """
        if self._pdf.will_page_break(3 * LINE):
            self._pdf.add_page()
        self._write(self._say(by), 9, "B", FAINT)
        if words:
            self._pdf.begin_bar()
            self._write(self._legible(words), 10, "", INK, ours=False)
            self._pdf.end_bar()
        self._pdf.set_left_margin(MARGIN + INDENT)
        for each in small:
            if each is not None:
                self._write(self._say(each), 8, "", FAINT)
        self._pdf.set_left_margin(MARGIN)
        self._pdf.ln(2)

    def table(
        self, heads: Sequence[Text], rows: Sequence[Sequence[Text]], widths: Sequence[int]
    ) -> None:
        """Write a table; its head stands on every page it reaches."""
        self._pdf.set_font(SANS, "", 8)
        self._pdf.set_draw_color(*RULE)
        self._pdf.set_text_color(*INK)
        with self._pdf.table(
            borders_layout=TableBordersLayout.HORIZONTAL_LINES,
            cell_fill_color=SHADE,
            cell_fill_mode=TableCellFillMode.NONE,
            col_widths=tuple(widths),
            headings_style=FontFace(emphasis="BOLD", color=INK, fill_color=SHADE),
            line_height=4.2,
            padding=(0.9, 1.2),
            text_align="LEFT",
        ) as table:
            for cells in (heads, *rows):
                row = table.row()
                for cell, width in zip(cells, widths, strict=True):
                    row.cell(self._cell(cell, width / sum(widths), 8))
        self._pdf.ln(2)

    def written(self, at: datetime) -> bytes:
        """Return the bytes. `at` is the day it stands for, so that the same says the same."""
        self._pdf.set_creation_date(at)
        try:
            return bytes(self._pdf.output())
        finally:
            for font in self._fonts:
                font.ttfont.close()

    def _widths_in(self, style: str) -> "_Widths":
        order = ((SANS, style), (REST, ""), (SIGNS, ""))
        found = [self._pdf.fonts[family.lower() + style_] for family, style_ in order]
        return _Widths([font for font in found if isinstance(font, TTFFont)])

    def _masthead(self, title: Text, subtitle: Text) -> None:
        self._write("Jalon", 9, "B", FAINT)
        self._pdf.ln(2)
        self._write(self._say(title), 19, "B", INK)
        self._write(self._say(subtitle), 11, "", FAINT)
        self._pdf.ln(3)

    def _write(
        self,
        words: str,
        size: float,
        style: str,
        colour: tuple[int, int, int],
        *,
        ours: bool = True,
    ) -> None:
        self._pdf.set_font(SANS, style, size)
        self._pdf.set_text_color(*colour)
        room, width = self._room(self._pdf.epw, size), self._widths[style].__getitem__
        for line, from_right in printed(words, room, width, ours=ours):
            align = Align.R if from_right else Align.L
            self._pdf.cell(0, size * 0.5, line, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _cell(self, text: Text, share: float, size: float) -> str:
        """Return what stands in a table, in a column with this share of the page."""
        words = self._say(text)
        if not turns(words):
            return words
        room = self._room(share * self._pdf.epw - CELL_PADDING, size)
        lines = printed(words, room, self._widths[""].__getitem__, ours=True)
        return "\n".join(line.words for line in lines)

    def _room(self, millimetres: float, size: float) -> float:
        """Return how many thousandths of a letter's size there are beside its margins."""
        return (millimetres - 2 * self._pdf.c_margin) * self._pdf.k * 1000 / size

    def _say(self, text: Text) -> str:
        return self._legible(say(text, self._locale))

    def _legible(self, words: str) -> str:
        """Return words as they can be printed: letters some font here has, none that hides."""
        kept = (c for c in words if c == "\n" or unicodedata.category(c) not in PLAIN)
        return "".join(c if c == "\n" or ord(c) in self._letters else UNKNOWN for c in kept)


class _Widths(dict[str, float]):
    """How wide every letter is, in thousandths of its size: in the first font that has it."""

    def __init__(self, fonts: Sequence[TTFFont]) -> None:
        super().__init__()
        self._fonts = fonts

    def __missing__(self, letter: str) -> float:
        """Measure a letter once."""
        code = ord(letter)
        font = next((font for font in self._fonts if code in font.cmap), self._fonts[0])
        self[letter] = wide = float(font.cw[code])
        return wide


class _Sheets(FPDF):
    """Pages with a foot: the case on the left, the page on the right."""

    def __init__(self, foot: str, page: Callable[[int], str]) -> None:
        super().__init__(format="A4")
        self._foot, self._page = foot, page
        self.alias_nb_pages(PAGES)
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN + 4)
        self._bar_from: float | None = None

    def begin_bar(self) -> None:
        """Set what follows apart, with a bar beside it."""
        self.set_left_margin(MARGIN + INDENT)
        self._bar_from = self.y

    def end_bar(self) -> None:
        """Go on as before."""
        self._draw_bar(self.y)
        self._bar_from = None
        self.set_left_margin(MARGIN)

    def header(self) -> None:
        """Begin a page; a bar goes on at its top."""
        if self._bar_from is not None:
            self._bar_from = self.y

    def _draw_bar(self, end: float) -> None:
        if self._bar_from is not None:
            self.set_draw_color(*RULE)
            self.set_line_width(0.7)
            self.line(MARGIN + 1, self._bar_from + 0.5, MARGIN + 1, end - 0.5)
            self.set_line_width(0.2)

    def footer(self) -> None:
        """Close a page."""
        self._draw_bar(self.page_break_trigger)
        self.set_xy(MARGIN, -MARGIN + 2)
        self.set_draw_color(*RULE)
        self.line(MARGIN, self.y - 1.5, self.w - MARGIN, self.y - 1.5)
        self.set_font(SANS, "", 7)
        self.set_text_color(*FAINT)
        self.cell(0, 4, self._foot, align="L", new_x=XPos.LMARGIN, new_y=YPos.TOP)
        self.cell(0, 4, self._page(self.page_no()), align="R")


def _page(number: int) -> Text:
    return _("Page {page} of {pages}").format(page=number, pages=PAGES)
