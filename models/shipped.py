"""The shipped weights as a network to be trained on: int8 figures back into the layers they were made from.

Each goes back to within half a step of its scale; the position and type vectors, never trained, stay the base's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import GraphProto, NodeProto, numpy_helper

_ON_THE_WAY = ("Cast", "Mul")  # from a product of int8 figures to the bias of its layer


def load_shipped(network: torch.nn.Module, model_file: Path) -> None:
    """Give the network the layers of an int8 model that `models.network.export` wrote.

    Raises ValueError where a layer of the file is none of the network's, or has another shape there.
    """
    graph = onnx.load(model_file, load_external_data=False).graph
    told = {one.name: one for one in graph.initializer}
    parameters = dict(network.named_parameters())
    with torch.no_grad():
        for name, figures in (*_plain(told), *_layers(graph, told)):
            if name not in parameters or parameters[name].shape != figures.shape:
                raise ValueError(
                    f"{model_file.name}: the network has no {name} of shape {figures.shape}; "
                    "was the file written by another version?"
                )
            parameters[name].copy_(torch.from_numpy(figures))


def _plain(told: Mapping[str, onnx.TensorProto]) -> Iterator[tuple[str, np.ndarray]]:
    """What is kept as it was: biases and what scales a layer's vectors."""
    for name, tensor in told.items():
        if name.endswith((".bias", "LayerNorm.weight")):
            yield name, numpy_helper.to_array(tensor)


def _layers(graph: GraphProto, told: Mapping[str, onnx.TensorProto]) -> Iterator[tuple[str, np.ndarray]]:
    """The weights (out, in) of each layer, under the name of its bias."""
    users = {name: node for node in graph.node for name in node.input}
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            stem = node.input[1].removesuffix("_quantized")
            figures, zero, scale = (
                numpy_helper.to_array(told[stem + part]) for part in ("_quantized", "_zero_point", "_scale")
            )
            weights = (figures.astype(np.float32) - zero.astype(np.float32)) * scale
            yield _bias_of(node, users, told).removesuffix("bias") + "weight", np.ascontiguousarray(weights.T)


def _bias_of(node: NodeProto, users: Mapping[str, NodeProto], told: Mapping[str, onnx.TensorProto]) -> str:
    """The name of what is added behind the product."""
    while (node := users[node.output[0]]).op_type in _ON_THE_WAY:
        pass
    return next(name for name in node.input if name in told)


def mean_with(network: torch.nn.Module, before: Mapping[str, torch.Tensor]) -> None:
    """Set the network's figures to the mean of its own and of those it had `before`.

    Two ends of one training lie close enough together for their mean to read better than either.
    """
    made = network.state_dict()
    network.load_state_dict(
        {
            name: (figures + before[name]) / 2 if figures.is_floating_point() else figures
            for name, figures in made.items()
        }
    )
