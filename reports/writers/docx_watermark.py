"""A word that lies large and grey under every page of a Word file.

Word itself makes a watermark of this: a line of WordArt in the header, behind the text. Nothing
newer does it in all programs that open the file.
"""

from docx.document import Document as Word
from docx.oxml.parser import parse_xml
from docx.text.paragraph import Paragraph

_WIDTH, _HEIGHT = 460, 100
"""Points. Turned by 45 degrees it fits on A4, upright and lying."""
_RUN = f"""
<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
     xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
  <w:rPr><w:noProof/></w:rPr>
  <w:pict>
    <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
                 path="m@7,l@8,m@5,21600l@6,21600e">
      <v:formulas>
        <v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
        <v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
        <v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
      </v:formulas>
      <v:path textpathok="t" o:connecttype="rect"/>
      <v:textpath on="t" fitshape="t"/>
    </v:shapetype>
    <v:shape id="watermark" type="#_x0000_t136" alt="" o:allowincell="f" stroked="f"
             fillcolor="#e4e4e4"
             style="position:absolute;margin-left:0;margin-top:0;width:{_WIDTH}pt;height:{_HEIGHT}pt;\
rotation:315;z-index:-251658752;mso-position-horizontal:center;\
mso-position-horizontal-relative:page;mso-position-vertical:center;\
mso-position-vertical-relative:page">
      <v:textpath style="font-family:&quot;Arial&quot;;font-size:1pt" string=""/>
    </v:shape>
  </w:pict>
</w:r>
"""
_TEXT = "{urn:schemas-microsoft-com:vml}textpath"


def lay_under(word: Word, text: str) -> None:
    """Lay a word under every page."""
    run = parse_xml(_RUN)
    (shown,) = (path for path in run.iter(_TEXT) if path.get("string") is not None)
    shown.set("string", text)
    header: Paragraph = word.sections[0].header.paragraphs[0]
    header._p.append(run)
