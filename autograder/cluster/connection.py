"""The scheduler: whose it is, whether it may be trusted, and one of our own."""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import os
import signal
import ssl
import tempfile
import warnings
from collections.abc import Generator
from typing import Any
from urllib.parse import urlsplit

import dask
from distributed import Client, LocalCluster, Security
from distributed.gc import disable_gc_diagnosis
from distributed.versions import VersionMismatchWarning

from autograder.batch import uninterrupted
from autograder.errors import UsageError

LOCAL = "local"
CONNECT_SECONDS = 10
DEATHS = 1  # that a chunk may cost a cluster of our own; Dask's default, for others, is 3

# Dask keeps that many messages, with chunks in them; 1000 if nothing is said.
_KEPT = {"distributed.admin.low-level-log-length": 10}
_SILENT = logging.CRITICAL + 1
_LOGGERS = "distributed distributed.client distributed.gc tornado tornado.application asyncio"
_TLS = "DASK_DISTRIBUTED__COMM__TLS__"
_PLAIN = "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION=False"


@contextlib.contextmanager
def connected(scheduler: str, most: int) -> Generator[Client]:
    """A client of the scheduler; with `local`, one that has `most` Dask workers on this machine.

    Raises:
        UsageError: there is none, or it may not be talked to.
    """
    if scheduler == LOCAL:
        with _local(most) as client:
            yield client
        return
    address = checked(scheduler)
    security = _security(address)
    try:
        client = _client(address, security=security, timeout=CONNECT_SECONDS)
    except OSError as error:
        raise UsageError(
            f"No scheduler can be reached at {address} ({_cause(error)}): see that it runs there, "
            "and that its certificates and yours are of one authority."
        ) from error
    with client:
        yield client


def _client(scheduler: str | LocalCluster, **more: Any) -> Client:
    with dask.config.set(_KEPT), warnings.catch_warnings():
        # Of Dask's own versions: reports do not depend on them.
        warnings.simplefilter("ignore", VersionMismatchWarning)
        return Client(scheduler, set_as_default=False, **more)


def checked(scheduler: str) -> str:
    """The address of a scheduler, if it is one and may be talked to.

    Raises:
        UsageError: it is none, or one that would be talked to in the open.
    """
    address = scheduler if "://" in scheduler else f"tls://{scheduler}"
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port or parts.scheme not in ("tls", "tcp"):
        raise UsageError(
            f"{scheduler} is no address of a scheduler: write HOST:PORT, tls://HOST:PORT, or local."
        )
    demanded = dask.config.get("distributed.comm.require-encryption")
    if parts.scheme == "tcp" and (demanded or (demanded is None and not _is_loopback(host))):
        raise UsageError(
            f"{address} is open: whoever reaches it runs code on all of its machines, and reads "
            f"the hidden tests. Use tls://, or on a network that is yours alone set {_PLAIN}."
        )
    return address


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _security(address: str) -> Security:
    """The certificates that Dask's own settings name.

    Raises:
        UsageError: they are needed, and are not there.
    """
    security = Security()
    if not address.startswith("tls:"):
        return security
    try:
        is_complete = security.get_connection_args("client")["ssl_context"] is not None
    except OSError as error:
        raise UsageError(
            f"The certificates for {address} cannot be used: {_cause(error)}."
        ) from error
    if not is_complete:
        raise UsageError(
            f"{address} asks for certificates: set {_TLS}CA_FILE, {_TLS}CLIENT__CERT and "
            f"{_TLS}CLIENT__KEY (docs/scaling.md)."
        )
    return security


def _cause(error: BaseException) -> str:
    """The innermost reason: Dask tells the outermost."""
    while error.__cause__ is not None:
        error = error.__cause__
    if isinstance(error, ssl.SSLError) and error.reason:
        return error.reason.replace("_", " ").lower()
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")


@contextlib.contextmanager
def _local(workers: int) -> Generator[Client]:
    """A cluster on this machine, which nobody else can talk to: not even on loopback."""
    try:
        security = Security.temporary()
    except ImportError as error:
        raise UsageError(f"{error}: pip install 'rnn-autograder[dask]'.") from error
    with tempfile.TemporaryDirectory(prefix="autograder-") as home:
        settings = _KEPT | {
            "temporary-directory": home,
            "distributed.scheduler.allowed-failures": DEATHS,
            "distributed.scheduler.http.routes": [],
            "distributed.worker.http.routes": [],
        }
        # What starts them hands down its deafness to Ctrl-C, also to those that it starts again.
        with dask.config.set(settings), uninterrupted():
            cluster = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host="127.0.0.1",
                security=security,
                dashboard_address=None,
                scheduler_kwargs={"dashboard": False, "dashboard_address": "127.0.0.1:0"},
                silence_logs=_SILENT,
                memory_limit=0,
                local_directory=home,
            )
            disable_gc_diagnosis(force=True)  # a Ctrl-C that fell into its callback would be lost
        try:
            with _client(cluster) as client:
                yield client
        finally:
            for nanny in cluster.workers.values():  # asked to close, they would finish their chunks
                if nanny.pid:
                    os.kill(nanny.pid, signal.SIGKILL)
            with contextlib.suppress(TimeoutError):
                cluster.close()


@contextlib.contextmanager
def quiet() -> Generator[None]:
    """Nothing that Dask logs reaches the terminal: what a person can mend is an error of ours."""
    loggers = [logging.getLogger(name) for name in _LOGGERS.split()]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(_SILENT)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
