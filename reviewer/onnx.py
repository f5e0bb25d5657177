"""How the models are run."""

from __future__ import annotations

import onnxruntime


def session_options() -> onnxruntime.SessionOptions:
    """Options that give the same figures on every run and leave the cores idle between runs."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return options
