"""Small PDFs to send."""

from io import BytesIO

from pypdf import PdfWriter


def pdf_of(pages):
    """A PDF of blank pages."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    content = BytesIO()
    writer.write(content)
    return content.getvalue()
