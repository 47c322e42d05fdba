"""The codec between grader and worker: plain data arrives as it went, all else is a WireError."""

import collections
import datetime
import decimal
import enum
import math
import socket
import struct
import threading

import msgspec
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.sandbox import wire
from autograder.sandbox.limits import MESSAGE_BYTES
from autograder.sandbox.wire import WireError, decode, encode, never, receive, send

DTYPES = (
    "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 "
    "float16 float32 float64 complex64 complex128"
).split()
LAYOUTS = {
    "c": lambda a: a,
    "fortran": np.asfortranarray,
    "transposed": lambda a: a.T,
    "strided": lambda a: a[::2, 1::2],
    "reversed": lambda a: a[::-1],
    "reversed twice": lambda a: a[::-1, ::-2],
    "one column": lambda a: a[:, 1:2],
    "windows": lambda a: np.lib.stride_tricks.sliding_window_view(a, 2, axis=0),
}

property_test = settings(
    deadline=None,
    database=None,
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def same(one, other):
    """Equal with exact types, also where nan stands."""
    if type(one) is not type(other):
        return False
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(map(same, one.values(), other.values()))
    if isinstance(one, np.ndarray | np.generic):
        native = one.astype(one.dtype.newbyteorder("="))
        same_form = other.dtype == native.dtype and other.shape == native.shape
        return same_form and other.tobytes() == native.tobytes()
    if isinstance(one, float | complex):
        return repr(one) == repr(other)
    return one == other


def entries(data, dtype):
    """Any bits as numbers of `dtype`; a bool has only two of them."""
    if dtype.kind == "b":
        data = bytes(byte & 1 for byte in data)
    return np.frombuffer(data, dtype)


@st.composite
def arrays(draw, byte_orders="<>"):
    """Arrays of any dtype, byte order, shape and memory layout."""
    dtype = np.dtype(draw(st.sampled_from(DTYPES)))
    dtype = dtype.newbyteorder(draw(st.sampled_from(byte_orders)))
    shape = draw(st.lists(st.integers(0, 4), max_size=3))
    size = math.prod(shape) * dtype.itemsize
    array = entries(draw(st.binary(min_size=size, max_size=size)), dtype).reshape(shape)
    array = array.transpose(draw(st.permutations(range(array.ndim))))
    steps = st.sampled_from([1, -1, 2, -2])
    return array[tuple(slice(None, None, draw(steps)) for _ in shape)] if shape else array


@st.composite
def scalars(draw):
    """NumPy scalars of any dtype."""
    dtype = np.dtype(draw(st.sampled_from(DTYPES)))
    return entries(draw(st.binary(min_size=dtype.itemsize, max_size=dtype.itemsize)), dtype)[0]


plain_data = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(1 << 8000), 1 << 8000)
    | st.floats()
    | st.complex_numbers()
    | st.text()
    | st.binary()
    | scalars()
    | arrays(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=8,
)


def message(head, body=b""):
    """What a worker could send: any head as msgpack, any body."""
    packed = head if isinstance(head, bytes) else msgspec.msgpack.encode(head)
    return struct.pack("<I", len(packed)) + packed + body


forged = st.builds(
    message,
    st.recursive(
        st.none()
        | st.integers(-1, 20)
        | st.text(max_size=1)
        | st.floats()
        | st.binary(max_size=9)
        | st.builds(msgspec.msgpack.Ext, st.integers(0, 5), st.binary(max_size=40)),
        lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=1), inner),
    ),
    st.binary(max_size=40),
)


@st.composite
def mutated(draw):
    """A right message with a few bytes changed, taken away or put in."""
    data = bytearray(encode(draw(plain_data), layout=draw(st.booleans())))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(data)))
        data[place : place + draw(st.integers(0, 9))] = draw(st.binary(max_size=9))
    return bytes(data)


@property_test
@given(value=plain_data, layout=st.booleans())
def test_plain_data_arrives_as_it_went(value, layout):
    assert same(value, decode(encode(value, layout=layout), layout=layout))


@property_test
@given(array=arrays(byte_orders="="))
def test_an_array_arrives_in_its_memory_layout(array):
    arrived = decode(encode(array, layout=True), layout=True)
    assert arrived.flags.writeable
    if array.size:
        assert arrived.flags.c_contiguous == array.flags.c_contiguous
        for length, went, came in zip(array.shape, array.strides, arrived.strides, strict=True):
            assert went == came or length == 1


@property_test
@given(data=st.binary(max_size=300) | forged | mutated(), layout=st.booleans())
def test_bytes_decode_to_plain_data_or_raise_wire_error(data, layout):
    try:
        value = decode(data, layout=layout)
    except WireError:
        return
    assert same(value, decode(encode(value)))


@property_test
@given(
    sent=st.binary(max_size=300)
    | st.builds(lambda n, data: struct.pack("<I", n) + data, st.integers(0, 40), st.binary())
    | mutated().map(lambda data: struct.pack("<I", len(data)) + data)
)
def test_bytes_from_a_socket_are_one_message_or_raise_wire_error(sent):
    """Where the other end hangs up before its message is whole, EOFError says so."""
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            theirs.sendall(sent)
        try:
            message = receive(ours, never)
        except EOFError:
            assert len(sent) < 4 or len(sent) - 4 < struct.unpack_from("<I", sent)[0]
        except WireError:
            assert len(sent) - 4 > struct.unpack_from("<I", sent)[0] or sent[3]
        else:
            assert struct.pack("<I", len(message)) + message == sent


@pytest.mark.parametrize(
    "value", [0, 1, -1, 1 << 63, -(1 << 63), (1 << 64) - 1, 1 << 64, 1 << 8000]
)
def test_an_integer_of_any_size_stays_an_int(value):
    assert same(value, decode(encode(value)))
    assert same(-value, decode(encode(-value)))


def test_bool_int_float_and_numpy_scalars_stay_what_they_are():
    values = [True, 1, 1.0, np.True_, np.int64(1), np.uint8(1), np.float64(1.0), np.float32(1.0)]
    arrived = decode(encode(values))
    assert [type(value) for value in arrived] == [type(value) for value in values]


def test_a_long_long_of_64_bits_is_an_int64():
    assert same(np.int64(-3), decode(encode(np.longlong(-3))))


def test_the_order_of_keys_stays():
    assert list(decode(encode({"b": 1, "a": 2, "": 3}))) == ["b", "a", ""]


def test_an_array_without_dimensions_stays_an_array():
    assert same(np.array(2.5), decode(encode(np.array(2.5))))


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_grader_s_arguments_keep_their_strides(name):
    array = LAYOUTS[name](np.arange(24.0).reshape(4, 6))
    arrived = decode(encode([array], layout=True), layout=True)[0]
    assert (arrived.shape, arrived.strides) == (array.shape, array.strides)
    assert (arrived == array).all()


@pytest.mark.parametrize("name", LAYOUTS)
def test_answers_travel_in_c_order(name):
    array = LAYOUTS[name](np.arange(24.0).reshape(4, 6))
    arrived = decode(encode(array))
    assert arrived.flags.c_contiguous
    assert (arrived == array).all()


def test_a_broadcast_array_arrives_with_entries_of_its_own():
    arrived = decode(encode(np.broadcast_to(np.arange(3.0), (2, 3)), layout=True), layout=True)
    arrived[0, 0] = 9.0
    assert arrived.tolist() == [[9.0, 1.0, 2.0], [0.0, 1.0, 2.0]]


def test_a_field_of_records_arrives_without_the_other_fields():
    records = np.array([(1, 2.5, 0), (3, 4.5, 0)], dtype=[("a", "i4"), ("b", "f8"), ("c", "i8")])
    arrived = decode(encode(records["b"], layout=True), layout=True)
    assert (arrived.tolist(), arrived.strides) == ([2.5, 4.5], (8,))


def test_what_arrives_shares_no_memory_with_the_message():
    message = bytearray(encode(np.arange(3)))
    arrived = decode(message)
    message[:] = bytes(len(message))
    assert arrived.tolist() == [0, 1, 2]
    arrived[0] = 7


class Text(str):
    __slots__ = ()


class Array(np.ndarray):
    """An array that equals everything."""

    def __eq__(self, other):
        return True


class Level(enum.IntEnum):
    LOW = 1


def itself():
    inside = []
    inside.append(inside)
    return inside


@pytest.mark.parametrize(
    "value",
    [
        Text("a"),
        Level.LOW,
        collections.OrderedDict(a=1),
        collections.namedtuple("Pair", "a b")(1, 2),
        np.zeros(2).view(Array),
        np.ma.masked_array([1.0], [True]),
        np.array([None]),
        np.array(["a"]),
        np.array([b"a"]),
        np.array([(1, 2)], dtype="i4,i4"),
        np.array(["2026-01-01"], dtype="datetime64[D]"),
        np.zeros(2, np.longdouble),
        np.str_("a"),
        np.bytes_(b"a"),
        np.datetime64("2026-01-01"),
        np.longdouble(1),
        np.dtype(float),
        bytearray(b"a"),
        memoryview(b"a"),
        {1, 2},
        frozenset(),
        range(3),
        iter([1]),
        len,
        object(),
        int,
        ...,
        decimal.Decimal(1),
        datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
        {1: "a"},
        {None: "a"},
        {Text("a"): 1},
        {b"a": 1},
        "\ud800",
        {"\udcff": 1},
        itself(),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_is_not_plain_data_cannot_be_sent(value):
    with pytest.raises(WireError):
        encode(value)
    with pytest.raises(WireError):
        encode([value])


@pytest.mark.skipif(np.__version__ < "2", reason="NumPy 1 has no more than 32 dimensions")
def test_an_array_of_more_dimensions_than_can_be_read_cannot_be_sent():
    most = np.zeros((1,) * wire.MAX_DIMENSIONS)
    assert same(most, decode(encode(most)))
    with pytest.raises(WireError, match="is an array of too many dimensions"):
        encode(np.zeros((1,) * (wire.MAX_DIMENSIONS + 1)))


def nested(depth, around):
    value = 1
    for _ in range(depth):
        value = around(value)
    return value


def test_containers_may_be_nested_to_a_depth_and_no_deeper():
    for around, packed in (
        (lambda inner: [inner], lambda inner: [0, inner]),
        (lambda inner: (inner,), lambda inner: [1, inner]),
        (lambda inner: {"a": inner}, lambda inner: [2, "a", inner]),
    ):
        deepest = nested(wire.MAX_DEPTH, around)
        assert decode(encode(deepest)) == deepest
        assert decode(message(nested(wire.MAX_DEPTH, packed))) == deepest
        with pytest.raises(WireError, match="nested too deeply"):
            encode(around(deepest))
        with pytest.raises(WireError, match="nested too deeply"):
            decode(message(nested(wire.MAX_DEPTH + 1, packed)))


@pytest.mark.parametrize("depth", [100, 100_000])
def test_nesting_without_end_is_refused(depth):
    with pytest.raises(WireError):
        decode(message(b"\x91" * depth + b"\xc0"), layout=True)


def test_only_the_grader_may_send_many_small_values():
    """Sixteen million tiny lists would fill the grader's memory."""
    many = [0] * (wire.HEAD_BYTES + 1)
    assert decode(encode(many, layout=True), layout=True) == many
    with pytest.raises(WireError, match="larger"):
        encode(many)
    with pytest.raises(WireError, match="larger"):
        decode(encode(many, layout=True))


TOO_LARGE = {
    "a positive integer": lambda: 1 << 8191,
    "a negative integer": lambda: -(1 << 8192),
    "an integer that nobody can print": lambda: 10**100_000,
    "bytes": lambda: bytes(MESSAGE_BYTES),
    "text": lambda: "x" * MESSAGE_BYTES,
    "a list": lambda: [bytes(MESSAGE_BYTES // 2)] * 2,
    "an array that fits but for its head": lambda: np.zeros(MESSAGE_BYTES, np.uint8),
    "many arrays": lambda: [np.zeros(MESSAGE_BYTES // 4)] * 5,
    "an array": lambda: np.zeros(MESSAGE_BYTES + 1, np.uint8),
    "a view of terabytes": lambda: np.broadcast_to(np.zeros(1), (1 << 40,)),
}


@pytest.mark.parametrize("name", TOO_LARGE)
def test_what_is_too_large_cannot_be_sent(name):
    with pytest.raises(WireError):
        encode(TOO_LARGE[name]())


def extension(code, data):
    return message(msgspec.msgpack.Ext(code, data))


def array_message(code, shape, strides, body, *, dimensions=None, steps=None):
    dimensions = len(shape) if dimensions is None else dimensions
    steps = len(strides) if steps is None else steps
    numbers = struct.pack(f"<{len(shape) + len(strides)}q", *shape, *strides)
    return message(msgspec.msgpack.Ext(1, bytes([code, dimensions, steps]) + numbers), body)


INT8 = DTYPES.index("int8")
WRONG = {
    "nothing": b"",
    "half a length": b"\x01\x00",
    "no head": message(b""),
    "half a head": encode("hello")[:-1],
    "bytes after the head": message(b"\x01\x01"),
    "a body without an array": message(1, b"\x00"),
    "a map": message({"a": 1}),
    "a time stamp": message(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)),
    "text that is not UTF-8": message(b"\xa1\xff"),
    "a list without its kind": message([]),
    "an unknown kind of list": message([3]),
    "text as the kind of list": message(["0"]),
    "a key without a value": message([2, "a"]),
    "a key twice": message([2, "a", 1, "a", 2]),
    "a key that is no text": message([2, 1, 1]),
    "a key that cannot be hashed": message([2, [0], 1]),
    "an unknown extension": extension(0, b""),
    "a negative extension": extension(-1, b"\x00"),
    "an integer with too many digits": extension(4, bytes(1025)),
    "half a complex number": extension(3, bytes(15)),
    "a scalar without a dtype": extension(2, b""),
    "a scalar of an unknown dtype": extension(2, bytes([len(DTYPES)]) + bytes(8)),
    "a scalar that is too short": extension(2, bytes([INT8])),
    "a scalar that is too long": extension(2, bytes([INT8, 0, 0])),
    "an array without a head": extension(1, b""),
    "an array of an unknown dtype": array_message(len(DTYPES), (1,), (), b"\x00"),
    "an array without its shape": array_message(INT8, (), (), b"", dimensions=2),
    "an array with more than its shape": array_message(INT8, (1, 1), (), b"\x00", dimensions=1),
    "an array with too many dimensions": array_message(INT8, (1,) * 33, (), b"\x00"),
    "an array with too little data": array_message(INT8, (2, 2), (), bytes(3)),
    "an array with too much data": array_message(INT8, (2, 2), (), bytes(5)),
    "an array of a negative length": array_message(INT8, (-1, -4), (), bytes(4)),
    "an empty array of endless length": array_message(INT8, (0, 1 << 62, 1 << 62), (), b""),
    "strides for some dimensions": array_message(INT8, (2, 2), (1,), bytes(4)),
    "strides that spread an array too wide": array_message(INT8, (2,), (MESSAGE_BYTES,), bytes(2)),
    "strides that spread it below": array_message(INT8, (2,), (-MESSAGE_BYTES,), bytes(2)),
    "strides beyond any memory": array_message(INT8, (3,), (1 << 62,), bytes(3)),
    "strides of an empty array": array_message(INT8, (0, 9), (-1, 1), b""),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_message_is_a_wire_error(name):
    with pytest.raises(WireError):
        decode(WRONG[name], layout=True)


def test_an_answer_may_not_bring_a_memory_layout():
    data = encode(np.zeros((2, 3)).T, layout=True)
    assert decode(data, layout=True).shape == (3, 2)
    with pytest.raises(WireError, match="layout"):
        decode(data)


@pytest.fixture
def ends():
    """A connected pair of sockets; ours wakes up every few milliseconds, as the grader's does."""
    ours, theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 5000))
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", 0, 5000))
    with ours, theirs:
        yield ours, theirs


class TimeIsUp(Exception):
    pass


def allow(times):
    """A check that ends the wait when it is asked once more."""
    left = iter(range(times))

    def check():
        if next(left, None) is None:
            raise TimeIsUp

    return check


def test_a_large_message_arrives_whole_and_the_next_one_after_it(ends):
    ours, theirs = ends
    large = bytes(range(256)) * 20_000
    writer = threading.Thread(target=send, args=(ours, large, never))
    writer.start()
    assert receive(theirs, never) == large
    writer.join()
    send(ours, b"", never)
    assert receive(theirs, never) == b""


def test_a_silent_end_is_waited_for_as_long_as_the_check_allows(ends):
    ours, _ = ends
    with pytest.raises(TimeIsUp):
        receive(ours, allow(3))


def test_every_piece_of_a_message_that_drips_in_is_checked(ends):
    ours, theirs = ends
    check = allow(20)

    def drip():
        theirs.sendall(b"\x01")
        check()

    theirs.sendall(struct.pack("<I", 100))
    with pytest.raises(TimeIsUp):
        receive(ours, drip)


def test_an_end_that_does_not_read_is_written_to_as_long_as_the_check_allows(ends):
    ours, _ = ends
    with pytest.raises(TimeIsUp):
        send(ours, bytes(MESSAGE_BYTES), allow(3))


def test_a_message_longer_than_allowed_is_refused_by_its_head(ends):
    ours, theirs = ends
    theirs.sendall(struct.pack("<I", MESSAGE_BYTES + 1))
    with pytest.raises(WireError, match="announces more"):
        receive(ours, never)


def test_bytes_after_a_message_are_refused(ends):
    ours, theirs = ends
    theirs.sendall(struct.pack("<I", 1) + b"ab")
    with pytest.raises(WireError, match="nobody asked for"):
        receive(ours, never)


@pytest.mark.parametrize("sent", [b"", b"\x01\x00", struct.pack("<I", 5) + b"1234"])
def test_an_end_that_hangs_up_in_the_middle_is_gone(ends, sent):
    ours, theirs = ends
    theirs.sendall(sent)
    theirs.close()
    with pytest.raises(EOFError):
        receive(ours, never)


def test_nothing_can_be_sent_to_an_end_that_is_gone(ends):
    ours, theirs = ends
    theirs.close()
    with pytest.raises(OSError, match="pipe"):
        send(ours, b"hello", never)
