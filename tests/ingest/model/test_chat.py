"""The protocol, and every way a model can fail to answer."""

from __future__ import annotations

import json

import pytest

from ingest.model.chat import Chat, ModelSettings, read_answer
from tests.ingest.model.stub import chat_with


def test_the_protocol_is_spoken(stub):
    chat, _ = chat_with(stub, key="secret")
    stub.say = {"a": 1}
    assert chat.ask("règle", "question") == {"a": 1}
    path, request, headers = stub.asked[0]
    assert path == "/v1/chat/completions"
    assert request["model"] == "essai"
    assert request["response_format"] == {"type": "json_object"}
    assert request["temperature"] == 0
    assert [one["role"] for one in request["messages"]] == ["system", "user"]
    assert headers["authorization"] == "Bearer secret"
    assert (chat.calls, chat.failed) == (1, 0)


def test_without_a_key_none_is_sent_and_a_key_is_never_shown(stub):
    chat, _ = chat_with(stub)
    chat.ask("a", "b")
    assert "authorization" not in stub.asked[0][2]
    assert "secret" not in repr(ModelSettings(address="http://x/v1", name="m", key="secret"))


def test_answers_are_kept_by_content(stub, tmp_path):
    cache = tmp_path / "cache" / "model.sqlite"
    stub.say = {"a": 1}
    for _ in range(2):
        chat, _ = chat_with(stub, cache)
        assert chat.ask("règle", "question") == {"a": 1}
    assert (chat.calls, chat.cached, len(stub.asked)) == (0, 1, 1)
    chat.ask("règle", "autre question")
    other, _ = chat_with(stub, cache, name="autre")
    other.ask("règle", "question")
    assert len(stub.asked) == 3


def test_an_answer_in_a_fence_is_read(stub):
    chat, _ = chat_with(stub)
    stub.say = '```json\n{"a": 1}\n```'
    assert chat.ask("a", "b") == {"a": 1}


@pytest.mark.parametrize(
    "said",
    ["Bonjour !", "[1]", "3", "null", '{"a": ', "[" * 100_000, b"", b"<html>", b"{}", b'{"choices": []}',
     b'{"choices": [{"message": {"content": null}}]}', b"x" * 3_000_000],
)  # fmt: skip
def test_a_malformed_answer_is_none(stub, said, tmp_path):
    chat, _ = chat_with(stub, tmp_path / "cache.sqlite")
    stub.say = said
    assert chat.ask("a", "b") is None
    assert chat.failed == 1
    assert chat.trouble
    stub.say = {"a": 1}
    assert chat.ask("a", "b") == {"a": 1}


def test_a_failure_is_tried_again_and_a_refusal_is_not(stub):
    chat, waits = chat_with(stub)
    stub.say = [503, {"a": 1}]
    assert chat.ask("a", "b") == {"a": 1}
    assert waits == [1.0]
    stub.say = 401
    assert chat.ask("a", "c") is None
    assert chat.calls == 3
    assert "401" in chat.trouble


def test_a_slow_model_is_given_up(stub):
    chat, _ = chat_with(stub, timeout=0.2)
    stub.delay = 1
    assert chat.ask("a", "b") is None
    assert "pas de réponse après 0.2 s" in chat.trouble


def test_the_budget_is_a_limit(stub):
    chat, _ = chat_with(stub, calls=3)
    stub.say = {"a": 1}
    assert [chat.ask("a", str(number)) for number in range(5)] == [{"a": 1}] * 3 + [None] * 2
    assert len(stub.asked) == 3
    assert "budget de 3 appels" in chat.trouble


def test_a_model_that_is_lost_is_let_be(stub):
    chat, _ = chat_with(stub)
    stub.say = 500
    assert [chat.ask("a", str(number)) for number in range(9)] == [None] * 9
    assert len(stub.asked) == 6


def test_nobody_there_is_no_error():
    chat = Chat(ModelSettings(address="http://127.0.0.1:9/v1", name="m", timeout=1), sleep=lambda _: None)
    assert chat.ask("a", "b") is None
    assert "échange impossible" in chat.trouble


def test_the_key_is_not_taken_elsewhere(stub, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    chat, _ = chat_with(stub, key="secret")
    stub.say = 302
    assert chat.ask("a", "b") is None
    stub.say = {"a": 1}
    assert chat.ask("a", "c") == {"a": 1}


def test_an_answer_is_one_object():
    def whole(text):
        return json.dumps({"choices": [{"message": {"content": text}}]}).encode()

    assert read_answer(whole('{"é": "à"}')) == {"é": "à"}
    assert read_answer(whole("[]")) is None
