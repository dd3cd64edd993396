import hashlib
import io

import pytest

from cases.file_store import open_stored, path_of, store

CONTENT = b"svar" * 700_000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(autouse=True)
def root(settings, tmp_path):
    settings.DOCUMENT_STORE = tmp_path / "dokument"
    return settings.DOCUMENT_STORE


def files(root):
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_a_file_lies_under_its_hash_and_reads_back_whole(root):
    assert store(io.BytesIO(CONTENT)) == (SHA256, len(CONTENT))
    assert files(root) == [f"{SHA256[:2]}/{SHA256}"]
    with open_stored(SHA256) as stored:
        assert stored.read() == CONTENT


def test_the_same_content_twice_is_one_file_whose_age_starts_anew(root):
    store(io.BytesIO(CONTENT))
    first = path_of(SHA256).stat().st_ino
    assert store(io.BytesIO(CONTENT)) == (SHA256, len(CONTENT))
    assert files(root) == [f"{SHA256[:2]}/{SHA256}"]
    assert path_of(SHA256).stat().st_ino != first


def test_a_half_read_stream_is_stored_from_its_start():
    stream = io.BytesIO(CONTENT)
    stream.read(10)
    assert store(stream) == (SHA256, len(CONTENT))


def test_a_stream_that_breaks_leaves_nothing_behind(root):
    class Broken(io.BytesIO):
        def read(self, *_):
            raise OSError("avbruten")

    with pytest.raises(OSError, match="avbruten"):
        store(Broken(CONTENT))
    assert files(root) == []


def test_content_is_on_disk_before_it_has_its_name(monkeypatch, root):
    seen = []
    monkeypatch.setattr("cases.file_store.os.fsync", lambda descriptor: seen.append(files(root)[0][:12]))
    store(io.BytesIO(CONTENT))
    assert seen == [".unfinished-", f"{SHA256[:2]}/{SHA256}"[:12], f"{SHA256[:2]}/{SHA256}"[:12]]


@pytest.mark.parametrize("sha256", ["", "../../etc/passwd", SHA256.upper(), SHA256 + "\n", SHA256[:-1]])
def test_what_is_no_hash_never_becomes_a_path(sha256):
    with pytest.raises(ValueError, match="SHA-256"):
        open_stored(sha256)


def test_missing_content_says_so():
    with pytest.raises(FileNotFoundError):
        open_stored("0" * 64)
