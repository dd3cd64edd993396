"""What lets a pack be listened to: every paper keeps its tags; a paper without is read page by page."""

from collections.abc import Iterator, Sequence
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from cases.paper.pack_stamps import surround

DEEPEST = 40  # levels of a number tree; a file that has more has a circle in it


class Tags:
    """The structure of a pack, grown paper by paper."""

    def __init__(self, writer: PdfWriter) -> None:
        self.writer = writer
        self.kids = ArrayObject()
        self.places = ArrayObject()
        self.roles = DictionaryObject()
        self.next = 0
        self.root = self._rooted()

    def take(self, reader: PdfReader, pages: Sequence[PageObject]) -> None:
        """Adds the tags of one paper, whose pages are already in the pack."""
        tree = _tree(reader)
        if tree is None:
            self._without(pages)
        else:
            self._with(tree, reader, pages)
        self.root[NameObject("/ParentTreeNextKey")] = NumberObject(self.next)

    def _rooted(self) -> DictionaryObject:
        root = DictionaryObject({NameObject("/Type"): NameObject("/StructTreeRoot")})
        root[NameObject("/K")] = self.kids
        root[NameObject("/RoleMap")] = self.roles
        root[NameObject("/ParentTree")] = DictionaryObject({NameObject("/Nums"): self.places})
        catalog = self.writer.root_object
        catalog[NameObject("/StructTreeRoot")] = self.writer._add_object(root)
        catalog[NameObject("/MarkInfo")] = DictionaryObject({NameObject("/Marked"): BooleanObject(True)})
        return root

    def _with(self, tree: DictionaryObject, reader: PdfReader, pages: Sequence[PageObject]) -> None:
        copied: Any = tree.clone(self.writer, ignore_fields=("/IDTree", "/ParentTreeNextKey"))
        for kid in _listed(copied["/K"]):
            told = kid.get_object()
            told[NameObject("/P")] = self.root.indirect_reference
            self.kids.append(told.indirect_reference or self.writer._add_object(told))
        for role, meaning in copied.get("/RoleMap", DictionaryObject()).get_object().items():
            self.roles.setdefault(role, meaning)
        self._places(dict(_numbered(copied["/ParentTree"].get_object())))
        for page, source in zip(pages, reader.pages, strict=True):
            self._shift(page, source)
        self.next += 1 + max(self._keys(copied), default=-1)

    def _keys(self, copied: Any) -> list[int]:
        return [key for key, _value in _numbered(copied["/ParentTree"].get_object())]

    def _places(self, found: dict[int, Any]) -> None:
        for key in sorted(found):
            self.places.append(NumberObject(key + self.next))
            self.places.append(found[key])

    def _shift(self, page: PageObject, source: PageObject) -> None:
        if "/StructParents" in source:
            key = int(source["/StructParents"])  # type: ignore[call-overload]
            page[NameObject("/StructParents")] = NumberObject(key + self.next)
        for annotation in page.get("/Annots", []):
            told = annotation.get_object()
            if "/StructParent" in told:
                told[NameObject("/StructParent")] = NumberObject(int(told["/StructParent"]) + self.next)

    def _without(self, pages: Sequence[PageObject]) -> None:
        """Each page as one paragraph, in the order it draws its words."""
        section = self._element("/Sect", self.root)
        self.kids.append(section.indirect_reference)
        for page in pages:
            one = self._element("/P", section)
            one[NameObject("/Pg")] = page.indirect_reference
            one[NameObject("/K")] = NumberObject(0)
            section["/K"].append(one.indirect_reference)  # type: ignore[attr-defined]
            surround(self.writer, page, "/P <</MCID 0>> BDC q\n", "Q EMC\n")
            page[NameObject("/StructParents")] = NumberObject(self.next)
            self._places({0: ArrayObject([one.indirect_reference])})
            self.next += 1

    def _element(self, role: str, parent: DictionaryObject) -> DictionaryObject:
        made = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/StructElem"),
                NameObject("/S"): NameObject(role),
                NameObject("/P"): parent.indirect_reference,
                NameObject("/K"): ArrayObject(),
                NameObject("/T"): TextStringObject(""),
            }
        )
        self.writer._add_object(made)
        return made


def _tree(reader: PdfReader) -> DictionaryObject | None:
    """The paper's own structure, when it has one that can be followed."""
    try:
        tree: Any = reader.root_object["/StructTreeRoot"].get_object()
        list(_numbered(tree["/ParentTree"].get_object()))
        usable = bool(_listed(tree["/K"]))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
        return None
    return tree if usable else None


def _listed(value: Any) -> list[Any]:
    found = value.get_object()
    return list(found) if isinstance(found, ArrayObject) else [value]


def _numbered(tree: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """The keys and values of a number tree, in order."""
    if depth > DEEPEST:
        raise RecursionError
    pairs = tree.get("/Nums", ArrayObject()).get_object()
    for n in range(0, len(pairs), 2):
        yield int(pairs[n]), pairs[n + 1]
    for kid in tree.get("/Kids", ArrayObject()).get_object():
        yield from _numbered(kid.get_object(), depth + 1)
