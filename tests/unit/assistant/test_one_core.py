"""Matrix products run on one core inside, on as many as before after the last one has left."""

from __future__ import annotations

import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from assistant.one_core import one_core


def _cores() -> set[int]:
    return {pool["num_threads"] for pool in threadpool_info() if pool["user_api"] == "blas"}


def test_the_limit_holds_until_the_last_one_leaves() -> None:
    with threadpool_limits(2, user_api="blas"):
        before = _cores()
        with one_core():
            with one_core():
                assert _cores() == {1}
            assert _cores() == {1}
        assert _cores() == before


def test_the_limit_is_lifted_where_something_fails() -> None:
    with threadpool_limits(2, user_api="blas"):
        before = _cores()
        with pytest.raises(ValueError, match="torn"), one_core():
            raise ValueError("torn")
        assert _cores() == before
