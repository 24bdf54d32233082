"""Files within the granted folders, and every way out of them that is known."""

import os
import tempfile
import unittest
from pathlib import Path

from openclaw_skill import SkillError
from openclaw_skill.testing import call

HANDLERS = Path(__file__).resolve().parent.parent / "handlers"


class FilesTest(unittest.TestCase):
    def setUp(self):
        self.workspace = Path(tempfile.mkdtemp()).resolve()
        self.docs = self.workspace / "docs"
        (self.docs / "sub").mkdir(parents=True)
        (self.docs / "a.md").write_text("# 企鹅\nThe rollback plan\n", encoding="utf-8")
        (self.docs / "sub" / "b.txt").write_text("Rollback again\n", encoding="utf-8")
        (self.workspace / "secret").mkdir()
        (self.workspace / "secret" / "key.txt").write_text("rollback secret", encoding="utf-8")

    def do(self, handler: str, **inputs):
        return call(HANDLERS / f"{handler}.py", inputs, workspace=self.workspace, paths=(self.docs,)).output

    def refused(self, code: str, handler: str, **inputs):
        with self.assertRaises(SkillError) as raised:
            self.do(handler, **inputs)
        self.assertEqual(raised.exception.code, code)


class ListTest(FilesTest):
    def test_should_list_a_folder(self):
        entries = self.do("list_files", path="workspace/docs")["entries"]
        self.assertEqual(
            [(e["path"], e["type"]) for e in entries],
            [("workspace/docs/a.md", "file"), ("workspace/docs/sub", "folder")],
        )

    def test_should_list_what_is_granted_and_below(self):
        entries = self.do("list_files", recursive=True, pattern="*.txt")["entries"]
        self.assertEqual([e["path"] for e in entries], ["workspace/docs/sub/b.txt"])

    def test_should_say_when_a_folder_is_not_there(self):
        self.refused("NOT_FOUND", "list_files", path="/workspace/docs/none")


class ReadTest(FilesTest):
    def test_should_read_by_either_spelling(self):
        for path in ("workspace/docs/a.md", "/workspace/docs/a.md", "docs/a.md", str(self.docs / "a.md")):
            with self.subTest(path):
                self.assertIn("企鹅", self.do("read_file", path=path)["text"])

    def test_should_read_on_where_a_part_ended(self):
        text = "企鹅" * 100_000
        (self.docs / "long.txt").write_text("x" + text, encoding="utf-8")
        read, offset = "", 0
        while True:
            part = self.do("read_file", path="docs/long.txt", offset=offset)
            read, offset = read + part["text"], part["next_offset"]
            if part["end"]:
                break
        self.assertEqual(read, "x" + text)

    def test_should_refuse_what_is_no_text(self):
        (self.docs / "image.png").write_bytes(b"\x89PNG\xff\xfe")
        self.refused("NOT_TEXT", "read_file", path="docs/image.png")
        self.refused("NOT_FOUND", "read_file", path="docs/none.md")
        self.refused("BAD_INPUT", "read_file", path="docs/a.md", offset=10_000)


class GrantTest(FilesTest):
    def test_should_refuse_every_way_out(self):
        os.symlink(self.workspace / "secret", self.docs / "link")
        os.symlink("/etc", self.docs / "etc")
        ways = (
            "workspace/secret/key.txt",
            "workspace/docs/../secret/key.txt",
            "/workspace/docs/../../etc/passwd",
            "workspace/docs/link/key.txt",
            "workspace/docs/etc/passwd",
            "/etc/passwd",
            "../secret/key.txt",
        )
        for way in ways:
            with self.subTest(way):
                self.refused("FORBIDDEN_PATH", "read_file", path=way)
                self.refused("FORBIDDEN_PATH", "write_file", path=way, text="x", overwrite=True)
                self.refused("FORBIDDEN_PATH", "move_file", source="docs/a.md", destination=way)
        self.refused("BAD_INPUT", "read_file", path="docs/a\0.md")

    def test_should_not_follow_links_when_it_looks_around(self):
        os.symlink(self.workspace / "secret", self.docs / "link")
        os.symlink(self.workspace / "secret" / "key.txt", self.docs / "key.txt")
        found = self.do("search_files", query="secret")
        self.assertEqual(found["matches"], [])
        self.assertNotIn("link", str(self.do("list_files", recursive=True)))

    def test_should_refuse_all_without_a_grant(self):
        with self.assertRaises(SkillError) as raised:
            call(HANDLERS / "read_file.py", {"path": "docs/a.md"}, workspace=self.workspace)
        self.assertEqual(raised.exception.code, "FORBIDDEN_PATH")


class WriteTest(FilesTest):
    def test_should_write_and_make_folders(self):
        written = self.do("write_file", path="docs/new/deep/c.md", text="你好")
        self.assertEqual((written["bytes"], written["created"]), (6, True))
        self.assertEqual((self.docs / "new" / "deep" / "c.md").read_text(encoding="utf-8"), "你好")
        self.assertEqual([p.name for p in (self.docs / "new" / "deep").iterdir()], ["c.md"])

    def test_should_replace_only_when_told(self):
        self.refused("EXISTS", "write_file", path="docs/a.md", text="x")
        self.assertFalse(self.do("write_file", path="docs/a.md", text="x", overwrite=True)["created"])
        self.assertEqual((self.docs / "a.md").read_text(), "x")

    def test_should_refuse_too_much_and_folders(self):
        self.refused("TOO_LARGE", "write_file", path="docs/big.txt", text="x" * ((4 << 20) + 1))
        self.refused("BAD_INPUT", "write_file", path="docs/sub", text="x")


class MoveTest(FilesTest):
    def test_should_move_files_and_folders(self):
        self.assertEqual(
            self.do("move_file", source="docs/a.md", destination="docs/sub")["destination"], "workspace/docs/sub/a.md"
        )
        self.do("move_file", source="docs/sub", destination="docs/other/place")
        self.assertTrue((self.docs / "other" / "place" / "a.md").is_file())

    def test_should_refuse_what_would_lose_something(self):
        (self.docs / "c.md").write_text("c")
        self.refused("EXISTS", "move_file", source="docs/a.md", destination="docs/c.md")
        self.refused("BAD_INPUT", "move_file", source="docs/sub", destination="docs/sub/inner")
        self.refused("FORBIDDEN_PATH", "move_file", source="docs", destination="docs/sub")
        self.refused("NOT_FOUND", "move_file", source="docs/none", destination="docs/x")
        self.do("move_file", source="docs/a.md", destination="docs/c.md", overwrite=True)
        self.assertFalse((self.docs / "a.md").exists())


class SearchTest(FilesTest):
    def test_should_find_lines_in_any_case(self):
        found = self.do("search_files", query="ROLLBACK")
        self.assertEqual(
            [(m["path"], m["line"]) for m in found["matches"]],
            [("workspace/docs/a.md", 2), ("workspace/docs/sub/b.txt", 1)],
        )

    def test_should_pass_over_what_is_no_text(self):
        (self.docs / "raw.bin").write_bytes(b"\xff\xferollback")
        self.assertEqual(len(self.do("search_files", query="rollback")["matches"]), 2)

    def test_should_stop_at_the_limit(self):
        (self.docs / "many.txt").write_text("needle\n" * 500)
        found = self.do("search_files", query="needle")
        self.assertEqual((len(found["matches"]), found["truncated"]), (200, True))


class OddFilesTest(FilesTest):
    def test_should_cope_with_every_name(self):
        for name in ("two\nlines.md", "[a]*?.md", " ", "-rf", "企鹅 🐧.md", os.fsdecode(b"\xff.md"), "n" * 250):
            with self.subTest(name):
                self.do("write_file", path=f"docs/odd/{name}", text=f"needle in {len(name)}")
                entries = self.do("list_files", path="docs/odd")["entries"]
                self.assertEqual([e["path"] for e in entries], [f"workspace/docs/odd/{name}"])
                self.assertTrue(self.do("read_file", path=entries[0]["path"])["end"])
                self.assertEqual(len(self.do("search_files", query="NEEDLE", path="docs/odd")["matches"]), 1)
                self.do("move_file", source=entries[0]["path"], destination="docs/moved.md", overwrite=True)
        self.refused("BAD_INPUT", "write_file", path="docs/" + "n" * 256, text="x")
        self.refused("BAD_INPUT", "read_file", path="docs/" + "n/" * 4000)

    def test_should_not_wait_for_pipes_nor_show_links(self):
        os.mkfifo(self.docs / "pipe")
        os.symlink("nowhere", self.docs / "dangling")
        os.symlink("loop", self.docs / "loop")
        for recursive in (False, True):
            shown = str(self.do("list_files", path="docs", recursive=recursive))
            for name in ("pipe", "dangling", "loop"):
                self.assertNotIn(name, shown)
        self.assertEqual(self.do("search_files", query="rollback")["files_searched"], 2)
        self.refused("NOT_FOUND", "read_file", path="docs/pipe")
        self.refused("FORBIDDEN_PATH", "read_file", path="docs/loop")

    def test_should_say_what_it_did_not_search(self):
        with (self.docs / "huge.log").open("wb") as file:
            file.truncate(3 << 30)
        (self.docs / "raw.bin").write_bytes(b"\xff\xferollback")
        found = self.do("search_files", query="rollback")
        self.assertEqual((found["files_searched"], found["files_skipped"]), (2, 2))
        part = self.do("read_file", path="docs/huge.log", offset=(3 << 30) - 5)
        self.assertEqual((part["bytes"], len(part["text"]), part["end"]), (3 << 30, 5, True))

    def test_should_show_the_match_in_a_long_line(self):
        (self.docs / "long.txt").write_text("x" * 5000 + "needle" + "y" * 5000)
        [match] = self.do("search_files", query="needle")["matches"]
        self.assertIn("needle", match["text"])
        self.assertLess(len(match["text"]), 310)

    def test_should_refuse_half_characters(self):
        (self.docs / "wide.txt").write_text("企鹅", encoding="utf-8")
        self.refused("BAD_INPUT", "read_file", path="docs/wide.txt", offset=1)
        self.assertEqual(self.do("read_file", path="docs/wide.txt", offset=3)["text"], "鹅")
        self.refused("BAD_INPUT", "write_file", path="docs/half.txt", text="\ud83d")

    def test_should_not_take_a_file_for_a_folder(self):
        self.refused("BAD_INPUT", "write_file", path="docs/a.md/b.md", text="x")
        self.refused("NOT_FOUND", "read_file", path="docs/a.md/b.md")

    def test_should_not_replace_a_link_by_a_move(self):
        os.symlink("nowhere", self.docs / "dangling")
        # The name leads to what is not there yet: that is where the file goes, within the grant.
        moved = self.do("move_file", source="docs/a.md", destination="docs/dangling")["destination"]
        self.assertEqual(moved, "workspace/docs/nowhere")


if __name__ == "__main__":
    unittest.main()
