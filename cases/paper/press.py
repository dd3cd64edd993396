"""The typesetter, in a process of its own: it keeps hundreds of megabytes of what it has drawn.

Run as a script: a job as JSON on standard input, the finished file on standard output. Imports nothing of ours.
"""

import base64
import json
import sys
from typing import Any

import typst

# Accessible, and fit to be kept as long as the archive.
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]


def main() -> None:
    """Reads the job and writes the PDF, or the pages as a JSON list of base64 PNG when it asks for pictures."""
    job = json.load(sys.stdin)
    made = _compiler(job)
    if job["ppi"]:
        pictures = made.compile(format="png", ppi=job["ppi"])
        found = pictures if isinstance(pictures, list) else [pictures or b""]
        json.dump([base64.b64encode(picture).decode() for picture in found], sys.stdout)
    else:
        pdf = made.compile(format="pdf", pdf_standards=STANDARDS, timestamp=job["timestamp"])
        sys.stdout.buffer.write(pdf if isinstance(pdf, bytes) else b"")


def _compiler(job: dict[str, Any]) -> typst.Compiler:
    # The root is as far as a template can reach; it holds nothing but templates.
    return typst.Compiler(
        job["source"],
        root=job["root"],
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=job["fonts"]
        ),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(job["data"], ensure_ascii=False)},
    )


if __name__ == "__main__":
    try:
        main()
    except typst.TypstError as error:
        sys.exit(error.diagnostic)
