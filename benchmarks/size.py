"""How large the counter is: memory of a server with its models, what is installed, how soon it opens."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import uuid
from importlib import metadata
from pathlib import Path

import httpx

from benchmarks.measure import Row

ROOT = Path(__file__).resolve().parents[1]
MB = 1024 * 1024


def measure(folder: Path) -> list[Row]:
    command = [sys.executable, "-m", "luukku.cli", "serve", "--port", "0", "--data", str(folder / "size"), "--set", f"mailbox.folder={folder / 'box'}"]
    opened: list[float] = []
    memory = 0.0
    for _ in range(2):
        began = time.perf_counter()
        server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        opened.append(time.perf_counter() - began)
        _turns(address, 20)
        memory = _resident(server.pid)
        server.terminate()
        server.wait(20)
        server.stdout.close()
    bare, installed = _bare_python(), _installed()
    return [
        Row(name="server with models, resident", value=f"{memory:.0f} MB", baseline=f"{bare:.0f} MB (Python alone)", budget="≤ 300 MB", good=memory <= 300),
        Row(name="installed (locks/run.txt)", value=f"{installed:.0f} MB", budget="≤ 400 MB", good=installed <= 400),
        Row(name="opens, first time / restart", value=f"{opened[0]:.1f} s / {opened[1]:.1f} s", budget="restart < 5 s", good=opened[1] < 5),
    ]


def _turns(address: str, number: int) -> None:
    with httpx.Client(base_url=f"{address}/api/v1", timeout=30, trust_env=False) as client:
        for _ in range(number):
            opened = client.post("/conversations", json={"language": "fi"}).json()
            headers = {"authorization": f"Bearer {opened['token']}"}
            message = {"id": str(uuid.uuid4()), "text": "Moi, meille syntyi eilen poika!"}
            client.post(f"/conversations/{opened['conversation']}/messages", json=message, headers=headers).raise_for_status()


def _resident(pid: int) -> float:
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found is not None
    return int(found[1]) / 1024


def _bare_python() -> float:
    script = "import re; print(re.search(r'VmRSS:\\s+(\\d+)', open('/proc/self/status').read())[1])"
    return int(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout) / 1024


def _installed() -> float:
    """All files of the packages of the run lock, with the bytecode that lies beside them."""
    total = 0
    for name in re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "locks" / "run.txt").read_text(), re.MULTILINE):
        for file in metadata.files(name) or ():
            path = Path(str(file.locate()))
            total += path.stat().st_size if path.is_file() else 0
    return total / MB
