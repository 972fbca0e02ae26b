import pytest

from dvpp.stack.cleaning import remove
from dvpp.stack.embedded import Embedded
from dvpp.stack.folders import Folders, StackError


def test_cleaning_removes_what_the_stack_made_and_nothing_else(tmp_path):
    folders = Folders(tmp_path / "data")
    servers = Embedded(folders, durable=False)
    servers.enter()
    (folders.root / "letter.txt").write_text("somebody's own")
    with pytest.raises(StackError, match="in use"):
        remove(folders)
    servers.leave()
    remove(folders)
    assert [path.name for path in folders.root.iterdir()] == ["letter.txt"]


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / "mail").mkdir()
    remove(Folders(tmp_path))
    assert (tmp_path / "mail").is_dir()
