#!/usr/bin/env python3
"""Makes the documents of this folder with LibreOffice and Chromium from texts of the sample archive and of this file.

Run it in this folder where `soffice`, `chromium` and the fonts Amiri and Noto Naskh Arabic are installed. What it makes
differs from run to run in dates and identifiers only; the tests read what is kept here.
"""

import html
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
SAMPLE = HERE.parent.parent / "sample"
POSITIONS = HERE.parents[3] / "tests/positions"
ARABIC = ["council-periodic-meeting/03-2025-03-27.txt", "council-periodic-meeting/05-2025-05-27.txt"]
JUSTIFIED = ["council-periodic-meeting/01-2025-01-28.txt"]
COLUMNS = ["council-periodic-meeting/09-2025-09-30.txt"]
# Texts with many marks, which are painted apart from their letters.
MARKED = [f"ar-coordination/{name}" for name in ["01-2025-02-09.txt", "02-2025-04-13.txt"]]
ENGLISH = ["fomc/20250129.txt", "fomc/20250319.txt"]


def paragraphs(names, folder=SAMPLE):
    """The paragraphs of sample texts: each is a line there, but for the wrapped English ones."""
    found = []
    for name in names:
        text = (folder / name).read_text(encoding="utf-8").strip()
        parts = text.split("\n\n") if "\n\n" in text else text.split("\n")
        for part in parts:
            found.extend([part] if "fomc" not in name else [" ".join(part.split())])
    return [line.strip() for part in found for line in part.split("\n") if line.strip()]


def page(texts, lang, font, columns):
    """A page of HTML for Chromium."""
    direction = "rtl" if lang == "ar" else "ltr"
    body = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    return (
        f'<!doctype html><html lang="{lang}" dir="{direction}"><meta charset="utf-8"><title>Council</title>'
        f'<style>body{{font:14pt/1.6 "{font}";columns:{columns};column-gap:10mm;text-align:justify}}</style>{body}'
    )


def flat(texts, lang, font="Amiri", align=None):
    """A flat OpenDocument text with a header, a footer with the page's number and right-to-left paragraphs."""
    mode = "rl-tb" if lang == "ar" else "lr-tb"
    align = align or ("end" if lang == "ar" else "start")
    head = "المجلس التنسيقي - المكتب الإعلامي" if lang == "ar" else "Press release of the Committee"
    body = "".join(f'<text:p text:style-name="P">{html.escape(text)}</text:p>' for text in texts)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:style style:name="Standard" style:family="paragraph"/></office:styles>
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph" style:parent-style-name="Standard">
<style:paragraph-properties style:writing-mode="{mode}" fo:text-align="{align}" fo:margin-bottom="4mm"/>
<style:text-properties fo:font-family="{font}" style:font-family-complex="{font}" fo:font-size="15pt" style:font-size-complex="15pt"/>
</style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin="20mm"/>
<style:header-style><style:header-footer-properties fo:min-height="8mm" fo:margin-bottom="5mm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="5mm"/></style:footer-style>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L">
<style:header><text:p text:style-name="P">{head}</text:p></style:header>
<style:footer><text:p text:style-name="P"><text:page-number/></text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


RICH = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties style:writing-mode="rl-tb"/></style:style>
<style:style style:name="F" style:family="graphic"><style:graphic-properties style:wrap="parallel"/></style:style>
</office:automatic-styles>
<office:body><office:text><text:tracked-changes>
<text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>أ</dc:creator>
<dc:date>2025-03-27T10:00:00</dc:date></office:change-info><text:p text:style-name="P">الكامل </text:p></text:deletion></text:changed-region>
<text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>أ</dc:creator>
<dc:date>2025-03-27T10:00:00</dc:date></office:change-info></text:insertion></text:changed-region></text:tracked-changes>
<text:p text:style-name="P">بيان الدورة العاشرة</text:p>
<text:p text:style-name="P">أكد المجلس دعمه <text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>المشروط <text:change-end
 text:change-id="c2"/>للاتفاق<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p
 text:style-name="P">وُقع في 10 آذار 2025.</text:p></text:note-body></text:note> وبنوده.</text:p>
<table:table table:name="T"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell><text:p text:style-name="P">المحافظة</text:p></table:table-cell><table:table-cell><text:p
 text:style-name="P">العائدون</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell><text:p text:style-name="P">حلب</text:p></table:table-cell><table:table-cell><text:p
 text:style-name="P">420</text:p></table:table-cell></table:table-row></table:table>
<text:p text:style-name="P">وشكر المجلس الدول المضيفة.<draw:frame draw:style-name="F" text:anchor-type="paragraph" svg:width="5cm"
 svg:height="2cm"><draw:text-box><text:p text:style-name="P">للنشر الفوري</text:p></draw:text-box></draw:frame></text:p>
<text:p text:style-name="P">واتفق الحاضرون على موعد الدورة التالية.</text:p>
</office:text></office:body></office:document>"""


def office(source, form, name):
    """Has LibreOffice write a document in a form."""
    with tempfile.TemporaryDirectory() as out:
        profile = f"-env:UserInstallation=file://{out}/profile"
        subprocess.run(["soffice", profile, "--headless", "--convert-to", form, "--outdir", out, source], check=True)
        made = pathlib.Path(out) / (pathlib.Path(source).stem + "." + form.split(":")[0])
        (HERE / name).write_bytes(made.read_bytes())


def chromium(source, name, bare):
    """Has Chromium print a page, with its own header and footer unless it is to be bare."""
    options = ["--no-pdf-header-footer"] if bare else []
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", *options, f"--print-to-pdf={HERE / name}", source],
        check=True,
    )


def main():
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        rich = place / "rich.fodt"
        rich.write_text(RICH, encoding="utf-8")
        for form in ["docx", "odt"]:
            office(str(rich), form, f"rich-libreoffice.{form}")
        # LibreOffice justifies Arabic by lengthening words.
        texts = paragraphs(JUSTIFIED)
        (HERE / "ar-justified.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
        source = place / "justified.fodt"
        source.write_text(flat(texts, "ar", "Noto Sans Arabic", "justify"), encoding="utf-8")
        office(str(source), "pdf", "ar-libreoffice-justified.pdf")
        # An Arabic text on a page that is said to run from the left: LibreOffice sets its columns from the left too.
        texts = paragraphs(COLUMNS)
        (HERE / "ar-columns.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
        source = place / "columns.fodt"
        two = '><style:columns fo:column-count="2" fo:column-gap="8mm"/></style:page-layout-properties>'
        flow = flat(texts, "ar", "Noto Naskh Arabic", "end").replace('fo:margin="20mm"/>', 'fo:margin="20mm"' + two)
        source.write_text(flow, encoding="utf-8")
        office(str(source), "pdf", "ar-libreoffice-columns.pdf")
        texts = paragraphs(MARKED, POSITIONS)
        (HERE / "ar-marked.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
        source = place / "marked.fodt"
        source.write_text(flat(texts, "ar", "Noto Kufi Arabic"), encoding="utf-8")
        office(str(source), "pdf", "ar-libreoffice-marked.pdf")
        web = place / "marked.html"
        web.write_text(page(texts, "ar", "Noto Kufi Arabic", 2), encoding="utf-8")
        chromium(str(web), "ar-chromium-marked.pdf", True)
        for lang, names in [("ar", ARABIC), ("en", ENGLISH)]:
            texts = paragraphs(names)
            (HERE / f"{lang}.txt").write_text("\n".join(texts) + "\n", encoding="utf-8")
            source = place / f"{lang}.fodt"
            source.write_text(flat(texts, lang), encoding="utf-8")
            office(str(source), "pdf", f"{lang}-libreoffice.pdf")
            if lang == "ar":
                office(str(source), "docx", "ar-libreoffice.docx")
                office(str(source), "odt", "ar-libreoffice.odt")
                locked = 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},' \
                    '"DocumentOpenPassword":{"type":"string","value":"secret"}}'
                office(str(source), locked, "locked.pdf")
            for font, columns, bare, kind in [
                ("Amiri", 1, False, "chromium"),
                ("Noto Naskh Arabic", 1, True, "chromium-noto"),
                ("Amiri", 2, True, "chromium-columns"),
            ]:
                if lang == "en" and kind == "chromium-noto":
                    continue
                web = place / f"{lang}-{kind}.html"
                web.write_text(page(texts, lang, font, columns), encoding="utf-8")
                chromium(str(web), f"{lang}-{kind}.pdf", bare)


if __name__ == "__main__":
    main()
