"""Conversations are taken up by their key alone, and the oldest go first."""

from __future__ import annotations

from ui.web.conversations import Conversation, ConversationShelf

SAID = Conversation(turns=({"role": "user", "content": "limit?"},))


def test_a_conversation_is_taken_up_by_its_key_and_by_no_other() -> None:
    shelf = ConversationShelf()
    key = shelf.keep(None, SAID)
    assert shelf.take_up(key) == SAID
    assert shelf.take_up(None) == shelf.take_up("guessed") == Conversation()
    more = Conversation(turns=(*SAID.turns, {"role": "assistant", "content": "7.1"}))
    assert shelf.keep(key, more) == key
    assert shelf.take_up(key) == more


def test_what_is_forgotten_is_not_taken_up_again() -> None:
    shelf = ConversationShelf()
    key = shelf.keep(None, SAID)
    shelf.forget(key)
    shelf.forget("never kept")
    assert shelf.take_up(key) == Conversation()


def test_a_key_that_is_not_known_is_not_taken_from_the_browser() -> None:
    assert ConversationShelf().keep("chosen by a visitor", SAID) != "chosen by a visitor"


def test_the_one_longest_silent_goes_first() -> None:
    shelf = ConversationShelf(most=2)
    first, second = shelf.keep(None, SAID), shelf.keep(None, SAID)
    shelf.keep(first, SAID)
    shelf.keep(None, SAID)
    assert shelf.take_up(second) == Conversation()
    assert shelf.take_up(first) == SAID
