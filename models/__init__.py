"""The models: their corpus, and how they are trained, exported and evaluated. Never needed at run time."""

import os

# onnxruntime, which quantises the models, reports to its maker from its import on unless this is set before.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
