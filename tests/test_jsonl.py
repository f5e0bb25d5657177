import json

from reviewer.jsonl import review_lines
from reviewer.review import Review
from tests.handmade import COMPLAINT, REPLY, StandIn


def answers(stand_in: StandIn, *lines: bytes) -> list[tuple[bool, dict[str, object]]]:
    return [(one.reviewed, json.loads(one.text)) for one in review_lines(lines, stand_in)]


def line(**case: object) -> bytes:
    return json.dumps({"response": REPLY, **case}).encode() + b"\n"


def test_every_line_is_answered_in_order(stand_in: StandIn) -> None:
    lines = [line(id=str(number), complaint=COMPLAINT) for number in range(5)]
    told = answers(stand_in, *lines)
    assert [one["id"] for _, one in told] == [str(number) for number in range(len(lines))]
    assert all(reviewed and Review.model_validate(one) for reviewed, one in told)


def test_a_bad_line_is_answered_in_its_place(stand_in: StandIn) -> None:
    told = answers(
        stand_in,
        line(id="good"),
        line(id="empty", response=""),
        line(id="stage", stage="stage_9"),
        b"{not json\n",
        b"\xff\xfe\n",
        b"[1]\n",
        line(id=7),
        line(id="x" * 201),
        b"  \n",
        b"[" * 100_000 + b"\n",
        line(id="fails", response="fail"),
        line(id="last"),
    )
    kinds = [(one.get("id"), one["error"]["type"] if "error" in one else "review") for _, one in told]
    assert kinds == [
        ("good", "review"),
        ("empty", "/problems/invalid-case"),
        ("stage", "/problems/invalid-case"),
        (None, "/problems/invalid-json"),
        (None, "/problems/invalid-json"),
        (None, "/problems/invalid-json"),
        (None, "/problems/invalid-case"),
        (None, "/problems/invalid-case"),
        (None, "/problems/invalid-json"),
        ("fails", "/problems/stand-in"),
        ("last", "review"),
    ]
    assert [reviewed for reviewed, _ in told] == ["error" not in one for _, one in told]
    assert [one["line"] for _, one in told if "error" in one] == [2, 3, 4, 5, 6, 7, 8, 10, 11]  # 9 is blank
    assert [one["error"]["title"] for _, one in told if "error" in one][2:5] == [
        "Line 4 is not valid JSON",
        "Line 5 is not valid JSON",
        "Line 6 is not a JSON object",
    ]


def test_errors_say_what_to_do_and_repeat_nothing(stand_in: StandIn) -> None:
    ((_, told),) = answers(stand_in, line(id="a", dated="my secret words"))
    problem = told["error"]
    assert isinstance(problem, dict)
    assert set(problem) == {"type", "title", "status", "detail"}
    assert "dated" in problem["detail"]
    assert "secret" not in json.dumps(told)


def test_cases_are_taken_as_they_come(stand_in: StandIn) -> None:
    taken = []

    def lines():
        for number in range(3):
            taken.append(number)
            yield line(id=str(number))

    next(review_lines(lines(), stand_in))
    assert taken == [0]  # whoever sends one line and waits for its answer gets it


def test_a_byte_order_mark_is_no_fault(stand_in: StandIn) -> None:
    assert answers(stand_in, b"\xef\xbb\xbf" + line(id="first"))[0][0]
