"""What is taken of a profile from elsewhere, and what is refused; packed and put in place again."""

from __future__ import annotations

import io
import json
import sqlite3
import tarfile
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CannotStart
from detector import profile

URL = "https://web.whatsapp.com"
ORIGIN = "https_web.whatsapp.com_0"
DATABASE = f"Default/IndexedDB/{ORIGIN}.indexeddb.leveldb"
LINK = {
    f"{DATABASE}/CURRENT": b"MANIFEST-000001\n",
    f"{DATABASE}/MANIFEST-000001": b"m",
    f"{DATABASE}/000003.log": b"keys",
    f"Default/IndexedDB/{ORIGIN}.indexeddb.blob/1/00/2": b"blob",
    "Default/Local Storage/leveldb/CURRENT": b"MANIFEST-000001\n",
    "Default/Local Storage/leveldb/000005.ldb": b"storage",
    "Local State": json.dumps({"os_crypt": {"encrypted_key": "k"}, "profile": {"name": "Ann"}}).encode(),
}
OTHERS = {
    "Default/Preferences": b"{}",
    "Default/Secure Preferences": b"{}",
    "Default/Extensions/abc/1.0/manifest.json": b"{}",
    "Default/Local Extension Settings/abc/000003.log": b"x",
    "Default/IndexedDB/https_bank.example_0.indexeddb.leveldb/CURRENT": b"x",
    "Default/Login Data": b"x",
    "Default/History": b"x",
    f"{DATABASE}/run.sh": b"x",
    "Default/Cache/data_0": b"x",
}


def folder(at: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = at / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return at


def tar(at: Path, files: dict[str, bytes], prefix: str = "", *more: tarfile.TarInfo) -> Path:
    with tarfile.open(at / "profile.tar.gz", "w:gz") as archive:
        for name, content in files.items():
            item = tarfile.TarInfo(prefix + name)
            item.size = len(content)
            archive.addfile(item, io.BytesIO(content))
        for item in more:
            archive.addfile(item)
    return at / "profile.tar.gz"


def zipped(at: Path, files: dict[str, bytes], prefix: str = "") -> Path:
    with zipfile.ZipFile(at / "profile.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(prefix + name, content)
    return at / "profile.zip"


def taken(source: Path, at: Path) -> set[str]:
    into = at / "into"
    into.mkdir()
    profile.take(source, into, URL)
    return {path.relative_to(into).as_posix() for path in into.rglob("*") if path.is_file()}


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    item = tarfile.TarInfo(name)
    item.type, item.linkname = kind, target
    return item


@pytest.mark.parametrize("prefix", ["", "./", "chromium/", "home/me/.config/chromium/"])
@pytest.mark.parametrize("pack", [tar, zipped])
def test_of_an_archive_only_the_link_is_taken(tmp_path: Path, pack, prefix: str) -> None:  # type: ignore[no-untyped-def]
    if pack is zipped and prefix == "./":
        pytest.skip("zips name no folder before the first")
    assert taken(pack(tmp_path, {**LINK, **OTHERS}, prefix), tmp_path) == set(LINK)
    kept = json.loads((tmp_path / "into" / "Local State").read_text())
    assert kept == {"os_crypt": {"encrypted_key": "k"}}


def test_of_a_folder_only_the_link_is_taken_and_its_lock_is_no_hindrance(tmp_path: Path) -> None:
    source = folder(tmp_path / "source", {**LINK, **OTHERS})
    (source / "SingletonLock").symlink_to("elsewhere-1")
    assert taken(source, tmp_path) == set(LINK)


def test_a_profile_named_by_itself_is_taken_under_the_usual_name(tmp_path: Path) -> None:
    source = folder(
        tmp_path / "source", {name.replace("Default/", "Profile 3/"): LINK[name] for name in LINK}
    )
    own = {name for name in LINK if name.startswith("Default/")}
    assert taken(source / "Profile 3", tmp_path) == own


def test_cookies_of_others_are_left_out(tmp_path: Path) -> None:
    source = folder(tmp_path / "source", LINK)
    with closing(sqlite3.connect(source / "Default" / "Cookies")) as store:
        store.execute("CREATE TABLE cookies (host_key TEXT, value TEXT)")
        hosts = [".whatsapp.com", "web.whatsapp.com", "bank.example", "evilwhatsapp.com", ".notwhatsapp.com"]
        store.executemany("INSERT INTO cookies VALUES (?, 'secret')", [(host,) for host in hosts])
        store.commit()
    taken(source, tmp_path)
    with closing(sqlite3.connect(tmp_path / "into" / "Default" / "Cookies")) as store:
        left = {row[0] for row in store.execute("SELECT host_key FROM cookies")}
    assert left == {".whatsapp.com", "web.whatsapp.com"}


@pytest.mark.parametrize(
    ("item", "says"),
    [
        (link(f"{DATABASE}/000009.log", "/etc/passwd"), "is a link"),
        (link(f"{DATABASE}/000009.log", f"{DATABASE}/CURRENT", tarfile.LNKTYPE), "is a link"),
        (link("Default/anything", "../.."), "is a link"),
        (tarfile.TarInfo("../outside"), "leads outside"),
        (tarfile.TarInfo("Default/../../outside"), "leads outside"),
        (tarfile.TarInfo("/etc/cron.d/x"), "leads outside"),
        (tarfile.TarInfo("Default\\..\\x"), "leads outside"),
    ],
)
def test_links_and_ways_out_are_refused(tmp_path: Path, item: tarfile.TarInfo, says: str) -> None:
    with pytest.raises(CannotStart, match=says):
        taken(tar(tmp_path, LINK, "", item), tmp_path)


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    source = folder(tmp_path / "source", LINK)
    (source / DATABASE / "000009.log").symlink_to(tmp_path / "secret")
    with pytest.raises(CannotStart, match="is a link"):
        taken(source, tmp_path)


def test_more_than_the_largest_is_refused_unread_and_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = zipped(tmp_path, {**LINK, f"{DATABASE}/000009.ldb": b"\0" * 300_000})
    monkeypatch.setattr(profile, "LARGEST", 200_000)
    with pytest.raises(CannotStart, match="1 GB"):
        taken(bomb, tmp_path)
    lied = folder(tmp_path / "source", {**LINK, f"{DATABASE}/000009.ldb": b"\0" * 300_000})
    with pytest.raises(CannotStart, match="1 GB"):
        profile.take(lied, tmp_path / "other", URL)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({}, "no link to a number"),
        ({"Default/Preferences": b"{}"}, "no link to a number"),
        ({**LINK, **{name.replace("Default", "Profile 1"): LINK[name] for name in LINK}}, "several profiles"),
    ],
)
def test_what_holds_no_link_or_two_is_refused(tmp_path: Path, files: dict[str, bytes], says: str) -> None:
    with pytest.raises(CannotStart, match=says):
        taken(zipped(tmp_path, files), tmp_path)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken", b"\x1f\x8b\x08broken"])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "thing").write_bytes(content)
    with pytest.raises(CannotStart):
        taken(tmp_path / "thing", tmp_path)


@given(st.text(alphabet=st.sampled_from("./\\abCD:~ 0IndexedDBLocalStorageleveldb"), max_size=60))
def test_no_name_leads_out_of_the_profile(name: str) -> None:
    if profile.belongs(name, ORIGIN):
        assert ".." not in name.split("/")
        assert not name.startswith("/")


def test_what_is_packed_is_the_same_when_taken_again(tmp_path: Path) -> None:
    source = folder(tmp_path / "profile", {**LINK, **OTHERS})
    out = io.BytesIO()
    packed = profile.pack(source, URL, out)
    archive = tmp_path / "sealed.tar"
    archive.write_bytes(out.getvalue())
    own = {name for name in LINK if name != "Local State"}
    assert taken(archive, tmp_path) == own
    assert packed.size == sum(len(LINK[name]) for name in own)
    assert profile.pack(source, URL, io.BytesIO()) == packed
    (source / DATABASE / "000003.log").write_bytes(b"other keys")
    assert profile.pack(source, URL, io.BytesIO()).digest != packed.digest


def test_a_profile_without_a_link_cannot_be_packed(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="no link"):
        profile.pack(folder(tmp_path, OTHERS), URL, io.BytesIO())


def test_a_profile_in_use_on_another_machine_is_left_alone(tmp_path: Path) -> None:
    used, staged = folder(tmp_path / "profile", LINK), folder(tmp_path / "staged", LINK)
    (used / "SingletonLock").symlink_to("another-machine-17")
    with pytest.raises(CannotStart, match="another-machine"):
        profile.put_in_place(staged, used)
    with pytest.raises(CannotStart, match="another-machine"):
        profile.forget(used)
    (used / "SingletonLock").unlink()
    profile.put_in_place(staged, used)
    assert not staged.exists()
    profile.forget(used)
    assert not used.exists()
