"""Vectors in Chroma: found by cosine, and without the import of llama-index, which takes seconds."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np

from retrieval.dense import DenseIndex

ROOT = Path(__file__).resolve().parents[3]
_FILLED_AND_SEARCHED = """
import sys
from pathlib import Path
import numpy as np
from retrieval.dense import DenseIndex
index = DenseIndex(Path(sys.argv[1]), url=None, model="m")
index.add([1, 2], np.eye(2, 4, dtype=np.float32))
print(sorted(index.nearest(np.eye(1, 4, dtype=np.float32)[0], count=1)), "llama_index" in sys.modules)
index.close()
"""


def test_filling_and_searching_load_no_llama_index(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _FILLED_AND_SEARCHED, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[1]", "False"]


def test_what_was_deleted_is_found_no_more(tmp_path: Path) -> None:
    index = DenseIndex(tmp_path, url=None, model="m")
    try:
        index.add([1, 2, 3], np.eye(3, 4, dtype=np.float32))
        index.delete([2, 7])
        assert sorted(index.keys()) == [1, 3]
        assert index.count() == 2
        assert sorted(index.nearest(np.eye(3, 4, dtype=np.float32)[1], count=5)) == [1, 3]
    finally:
        index.close()
