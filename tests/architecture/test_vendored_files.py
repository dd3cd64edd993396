"""What others wrote is served as they wrote it, and says under which licence."""

import json

from tests.architecture.vendor_manifest import MANIFEST, VENDOR, hashes

PACKAGES = json.loads(MANIFEST.read_text(encoding="utf-8"))


def test_every_vendored_folder_is_in_the_manifest() -> None:
    folders = {path.name for path in VENDOR.iterdir() if path.is_dir()}
    assert folders == set(PACKAGES)


def test_every_vendored_file_has_the_hash_it_was_fetched_with() -> None:
    found = {folder: hashes(VENDOR / folder) for folder in PACKAGES}
    assert found == {folder: package["files"] for folder, package in PACKAGES.items()}


def test_every_vendored_package_names_its_licence_and_ships_the_text() -> None:
    for folder, package in PACKAGES.items():
        assert package["licence"] in {"MIT", "OFL-1.1"}
        assert any(name.startswith("LICENSE") for name in package["files"]), folder
